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
