// What is wrong in a file, in the language of the screen, and nothing that was typed is lost over it.
import { readFileSync } from "node:fs";
import { drop, LANGUAGES, start, words } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

const language = (page: import("@playwright/test").Page) => page.locator("header select").first();
const alert = (page: import("@playwright/test").Page) => page.getByRole("alert").filter({ visible: true });

const file = (change: (file: any) => void) => {
  const read = JSON.parse(readFileSync("www/samples/clean-break-french.json", "utf8"));
  change(read);
  return JSON.stringify(read, null, 2);
};

test("a wrong date in a case file is told in each language, and the text stays in its box", async ({ page }) => {
  await start(page);
  await language(page).selectOption("de");
  const box = page.getByLabel("Verlauf, oder ein Ticket als JSON");
  const broken = file((it) => (it.customer.since = "3.11.2026"));
  await box.fill(broken);
  await page.getByRole("button", { name: "Lesen", exact: true }).click();
  await expect(alert(page)).toHaveText(
    "Die Datei kann an der Stelle customer.since nicht gelesen werden: „3.11.2026“ ist kein Datum. Schreiben Sie es so: 2026-11-30.",
  );
  await expect(box).toHaveValue(broken);
  expect(await accessibilityFaults(page)).toEqual([]);
  // What was told already is told anew in whichever language is chosen.
  for (const tag of LANGUAGES) {
    await language(page).selectOption(tag);
    const said = words(tag);
    const rule = said("fault.date").replace("{given}", "3.11.2026");
    const told = said("ingest.error.rule").replace("{place}", "customer.since").replace(/\{rule(:text)?\}/, rule);
    await expect(alert(page)).toHaveText(told);
    await expect(page.getByLabel(said("start.paste"))).toHaveValue(broken);
  }
  await language(page).selectOption("de");
  await page.reload();
  await expect(box).toHaveValue(broken);
  await box.fill(broken.replace("3.11.2026", "2026-11-03"));
  await page.getByRole("button", { name: "Lesen", exact: true }).click();
  await expect(page.locator("#verdict-title")).toBeVisible();
});

test("what cannot be taken over says why in French", async ({ page }) => {
  await start(page);
  await language(page).selectOption("fr");
  await drop(page, "coupe.json", file(() => {}).slice(0, 900));
  await expect(alert(page)).toHaveText(/^Le fichier ne peut pas être lu\. Au début\s: le texte s’arrête trop tôt\./);
  await drop(page, "type.json", file((it) => (it.messages[0].author = "client")));
  await expect(alert(page)).toHaveText(/messages\[0\]\.author\s: «\s?client\s?» n’est pas connu ici\. Valeurs possibles\s: customer, /);
  await drop(page, "export.json", JSON.stringify({ schema: "clean-break/export@1", case: 7 }));
  await expect(alert(page)).toHaveText(/à l’endroit case\s: valeur trouvée\s: 7\s; il faut un texte\./);

  await page.goto("/#/alternatives");
  const catalogue = JSON.parse(readFileSync("www/providers/sample.json", "utf8"));
  catalogue.providers[1].checkedOn = "hier";
  await page.getByLabel("Tableau ou catalogue en texte").fill(JSON.stringify(catalogue));
  await expect(alert(page)).toHaveText(/repris\. providers\[1\]\.checkedOn\s: «\s?hier\s?» n’est pas une date\. Écrivez-la ainsi\s: 2026-11-30\.$/);

  await page.goto("/#/playbooks");
  const playbook = JSON.parse(readFileSync("www/playbooks/generic.json", "utf8"));
  playbook.steps[0].kind = "adieu";
  await page.getByLabel("Modèle sous forme de texte").fill(JSON.stringify(playbook));
  await expect(alert(page)).toHaveText(/steps\[0\]\.kind\s: «\s?adieu\s?» n’est pas connu ici\./);
});
