// How many messages a second the reader reads, beside the word lists of npm: the same messages in the same rounds, one
// thread. Runs in Node as it is, and in Chromium when bundled. Each reader's own result is taken as it comes: ours is
// an object a message with quotes, tone, voice and language, or columns of the same for many; theirs a score and, with
// some, the words.
import Sentiment from "sentiment";
import vader from "vader-sentiment";
import wink from "wink-sentiment";

const ROUNDS = 9;
/** A round takes some of the messages, so that the slow readers do not take minutes. */
const SLICE = 400;

/** The readers: each takes messages and gives a number that depends on what it read, so that nothing is left out. */
function readers(api) {
  const afinn = new Sentiment();
  const each = (read) => (texts) => texts.reduce((sum, text) => sum + read(text), 0);
  return {
    "clean break, readMessages": (texts) => api.readMessages(texts, { lang: "en" }).signals.kind.length,
    "clean break, readMessage": each((text) => api.readMessage(text, { lang: "en" }).signals.length),
    "sentiment": each((text) => afinn.analyze(text).score),
    "wink-sentiment": each((text) => wink(text).score),
    "vader-sentiment": each((text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound),
  };
}

/** Lines of figures, fastest first. */
export function measure(api, messages) {
  const all = Object.entries(readers(api)).map(([name, read]) => ({ name, read, rates: [], sum: 0 }));
  for (let round = -2; round < ROUNDS; round++) {
    for (const reader of all) {
      const many = reader.name === "vader-sentiment" ? 1 : 10;
      const first = (round + 2) * SLICE * many;
      const slice = Array.from({ length: SLICE * many }, (_, at) => messages[(first + at) % messages.length]);
      const begin = performance.now();
      reader.sum += reader.read(slice);
      const rate = (SLICE * many * 1000) / (performance.now() - begin);
      // The first rounds warm up.
      if (round >= 0) reader.rates.push(rate);
    }
  }
  const middle = (rates) => rates.toSorted((a, b) => a - b)[rates.length >> 1];
  const floor = middle(all.find(({ name }) => name === "vader-sentiment").rates);
  return all
    .map(({ name, rates }) => ({ name, rate: middle(rates), least: Math.min(...rates) }))
    .toSorted((a, b) => b.rate - a.rate)
    .map(({ name, rate, least }) =>
      `${name}: ${thousands(rate)} messages/s (slowest of ${ROUNDS} rounds ${thousands(least)}), ${(rate / floor).toFixed(1)} x vader-sentiment`);
}

const thousands = (rate) => `${(rate / 1000).toFixed(1)} k`;
