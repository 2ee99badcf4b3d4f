// The examples of docs/api.md, run as one program; a line `value; // → wanted` is compared.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { folder, root, text } from "./api.js";

test("the documentation's examples give what they say", async () => {
  const examples = [...text("docs/api.md").matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code).join("\n");
  let count = 0;
  const program = examples
    .replace(/^( *)(.+); \/\/ → (.+)$/gm, (_, indent, value, wanted) => {
      count += 1;
      return `${indent}same(${value}, ${wanted});`;
    })
    .replaceAll('"./dist/embed/clean_break.js"', JSON.stringify(pathToFileURL(join(folder, "clean_break.js")).href))
    .replaceAll("./dist/embed/", `${folder}/`)
    .replaceAll('readFile("./', `readFile("${root}`);
  assert.ok(count > 20, `${count} lines are compared`);
  const scratch = mkdtempSync(join(tmpdir(), "clean-break-docs-"));
  try {
    const file = join(scratch, "examples.mjs");
    const head = "export const compared = [];\nconst same = (...pair) => compared.push(pair);\n";
    writeFileSync(file, head + program);
    const { compared } = await import(pathToFileURL(file).href);
    for (const [value, wanted] of compared) assert.deepEqual(value, wanted);
    assert.equal(compared.length, count);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
