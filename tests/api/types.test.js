// The TypeScript types against what the functions really give: results are written down as literals of their types, in
// which the compiler refuses a field too many, one too few and an unknown word.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { api, catalogue, folder, json, leaving, root, samples, text, today } from "./api.js";

const values = () => {
  const cases = [...Object.values(samples), leaving];
  const answers = { confirm_wish: { notice_on: today }, cancel_in_billing: { end_date: today, last_charge: { minor: 1, currency: "EUR" } } };
  return [
    ...cases.map((one) => ["Case", one]),
    ["ProviderCatalogue", catalogue],
    ...["eu", "de"].map((name) => ["RulePack", json(`www/rules/${name}.json`)]),
    ...cases.map((one) => ["Assessment", api.assess(one, { today })]),
    ...cases.flatMap(({ messages }) => messages.map(({ text, author }) => ["Reading", api.readMessage(text, { author })])),
    ["Filtered", api.filterRelationship({ ticks: [] })],
    ["Ranking", api.rankProviders(catalogue, { budget: { minor: 2500, currency: "EUR" }, region: "FR" }, { today })],
    ...["honour", "repair", "second_chance", "unclear"].map((path) => ["Plan", api.planOffboarding(leaving, { today, path })]),
    ["Plan", api.planOffboarding(leaving, { today, answers })],
    ["Verification", api.verifyJournal(text("tests/api/export.json"))],
    ["Verification", api.verifyJournal(text("tests/api/export.json").replace("agent-7", "agent-8"))],
  ];
};

test("types and values agree", () => {
  const scratch = mkdtempSync(join(tmpdir(), "clean-break-types-"));
  try {
    const list = values();
    const names = [...new Set(list.map(([type]) => type))];
    const lines = list.map(([type, value], at) => `export const value${at}: ${type} = ${JSON.stringify(value)};`);
    writeFileSync(join(scratch, "values.ts"), [`import type { ${names.join(", ")} } from "clean-break";`, ...lines].join("\n"));
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: "ES2022",
      module: "ESNext",
      moduleResolution: "bundler",
      lib: ["ES2022", "DOM"],
      types: [],
      paths: { "clean-break": [join(folder, "clean_break.d.ts")] },
    };
    const files = [join(scratch, "values.ts"), join(root, "tests/api/types.ts")];
    writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", scratch], { encoding: "utf8" });
    assert.equal(status, 0, stdout.slice(0, 4000));
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
