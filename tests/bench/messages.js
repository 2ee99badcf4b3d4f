// English messages of the project's open data: calm banking questions and invented messages of customers.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const data = (path) => readFileSync(fileURLToPath(new URL(`../../data/${path}`, import.meta.url)));

/** All of them, in an order that mixes the two. */
export function messages() {
  const invented = data("sentences/en.tsv").toString("utf8").trim().split("\n").slice(1).map((row) => row.split("\t")[2]);
  const rows = gunzipSync(data("banking77.csv.gz")).toString("utf8").split("\n").slice(1);
  const questions = rows.map((row) => row.replace(/,\w+\s*$/, "").replace(/^"|"$/g, "")).filter((text) => text.length > 3);
  // One invented message after every two questions.
  return questions.flatMap((text, at) => (at % 2 ? [text, invented[(at >> 1) % invented.length]] : [text]));
}
