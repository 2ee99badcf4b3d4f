// Prints what the benchmarks noted, one line a figure, and what failed.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Figures implements Reporter {
  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status !== "passed") console.log(`${test.title}: ${result.error?.message ?? result.status}`);
    for (const { type, description } of result.annotations) {
      if (type === "figure") console.log(`${test.title}: ${description}`);
    }
  }
}

/** The middle and the slowest of several runs; one run says little on a busy machine. */
export function spread(values: number[]): { median: number; text: string } {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  return { median, text: `${median.toFixed(0)} ms (slowest of ${values.length}: ${sorted.at(-1)!.toFixed(0)} ms)` };
}
