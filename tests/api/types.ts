// How a TypeScript program calls the API, and what the compiler must refuse. Compiled by types.test.js, never run.
import init, {
  assess,
  filterRelationship,
  planOffboarding,
  rankProviders,
  explainMessage,
  readMessage,
  readMessages,
  verifyJournal,
  version,
  type Case,
  type CleanBreakError,
  type Path,
  type ProviderCatalogue,
  type Text,
  type Tick,
} from "clean-break";

export async function used(bytes: Uint8Array<ArrayBuffer>, subject: Case, catalogue: ProviderCatalogue): Promise<string[]> {
  await init();
  await init({ module_or_path: bytes });
  const today = "2026-11-21";
  const { advice, churn, relationship } = assess(subject, { today, lang: "fr", corrections: { wish: true } });
  const path: Path = advice.path;
  const probability: number | null = churn.probability;
  const quotes = churn.points.map((point) => (point.messageId === undefined ? "" : point.quote.slice(0, 10)));
  const history: Tick[] = [{ u: "quiet", e: 0, y: "silent" }];
  const { loglik }: { loglik: number } = filterRelationship({ ticks: history });
  const reading = readMessage("I want to cancel.", { author: "customer" });
  if (reading.tone !== null) reading.tone.negative.toFixed(2);
  const { tone, signals, words } = readMessages([reading.lang ?? ""] as const, { lang: "de" });
  const first: number | undefined = tone.negative[0];
  const kinds = Array.from(signals.kind, (code) => words.kind[code]);
  void [first, kinds[0] === "anger"];
  const { words: weighed, logits } = explainMessage("I want to cancel.", { lang: "en" });
  const given: number[] = weighed.map(({ weights }) => weights.negative);
  if (logits !== null) given.push(logits.complaint);
  const { ranked } = rankProviders(catalogue, { tie: "year" }, { today });
  const { clocks } = planOffboarding(subject, { today, answers: { data: { wants_copy: true } }, path: "clean_break" });
  const reasons: Text[] = [...advice.for, ...advice.against];
  const bad = verifyJournal("{}").firstBad?.code === "hash";
  void [probability, loglik, bad, path, relationship.timeline[0]?.week, ranked[0]?.interest.kind, clocks[0]?.due, given];
  return [version(), ...quotes, ...reasons.map(({ text }) => text)];
}

export function caught(error: unknown): string {
  const fault = error as CleanBreakError;
  return fault.code === "bad_case" ? fault.path : fault.message;
}

export function refused(subject: Case): void {
  // @ts-expect-error today is needed
  assess(subject, {});
  // @ts-expect-error a date is a string
  assess(subject, { today: new Date() });
  // @ts-expect-error a misspelt word
  filterRelationship({ ticks: [{ u: "quite", e: 0, y: "silent" }] });
  // @ts-expect-error e is 0 or 1
  filterRelationship({ ticks: [{ u: "quiet", e: 2, y: "silent" }] });
  // @ts-expect-error what was not read has no voice
  readMessage("ok").voice.length;
  // @ts-expect-error many messages are a list
  readMessages("ok");
  // @ts-expect-error nothing may have been weighed
  explainMessage("ok").logits.negative.toFixed(2);
  // @ts-expect-error a plan may have no playbook
  planOffboarding(subject, { today: "2026-11-21" }).playbook.length;
  // @ts-expect-error a text is not a string
  assess(subject, { today: "2026-11-21" }).advice.title.toUpperCase();
}
