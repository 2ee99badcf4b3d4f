// Carries a case from the ticket to the end as a person would: by role and label, in the agent's language.
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { TODAY, choose, drop, fill, step, ticket, words } from "./agent.ts";
import { accessibilityFaults } from "./page.ts";

/** Where the looks of a carry go, for a person to look at; with `LOOKS=filled` of the steps so named, in both themes and widths. */
const PICTURES = "test-results/pictures";
const LOOKS = process.env.LOOKS;

/** One carry: its language, its words, and the theme in which its steps are looked through for accessibility. */
export class Carry {
  readonly say: (key: string) => string;
  constructor(
    readonly page: Page,
    readonly name: string,
    readonly language: string,
    readonly theme?: "light" | "dark",
  ) {
    this.say = words(language);
  }

  /** Opens the site, drops the ticket. */
  async begins() {
    if (this.theme) await this.page.emulateMedia({ colorScheme: this.theme, reducedMotion: "reduce" });
    await this.on(TODAY);
    await this.page.goto("/");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    if (this.language !== "en") await this.page.getByLabel("Language").selectOption(this.language);
    await expect(this.page.locator(`html[lang="${this.language}"]`)).toHaveCount(1);
    await drop(this.page, "ticket.json", ticket(`carry-${this.name}`));
    await expect(this.page.locator("#verdict-title")).toHaveText(this.say("advice.honour.title"));
  }

  /** Sets the clock; a page that is open is opened again, as on another day. */
  async on(day: string) {
    await this.page.clock.setFixedTime(day);
    if (this.page.url() !== "about:blank") await this.page.reload();
  }

  /** Starts the plan, with the playbook that is proposed. */
  async begin(playbook: string, title: string) {
    await expect(this.page.getByLabel(this.say("plan.book.label"))).toHaveValue(playbook);
    await this.press("verdict.start_clean_break");
    await expect(this.page.getByRole("heading", { name: this.say(title) })).toBeVisible();
    await this.press("panel.how_in_writing");
  }

  press = (key: string) => this.page.getByRole("button", { name: this.say(key), exact: true }).click();
  done = () => this.press("ui.done");
  field = (id: string) => this.page.getByLabel(new RegExp(`^${escape(this.label(id))}`)).and(this.page.locator("input, select, textarea"));
  letter = () => this.page.getByRole("textbox", { name: new RegExp(`^${escape(this.say("ui.letter").split(" (")[0])}`) });
  sheet = () => this.page.getByRole("article");

  /** A field's label: a playbook's, else a branch's. */
  label(id: string): string {
    const all = this.say("step.field") as unknown as Record<string, string>;
    const branch = this.say("branch.field") as unknown as Record<string, string>;
    return all[id] ?? branch[id] ?? id;
  }

  /** Waits for a step, and looks it through. */
  async at(id: string) {
    const branch = this.say("branch") as unknown as Record<string, { title: string }>;
    const steps = this.say("step") as unknown as Record<string, { title: string }>;
    await expect(step(this.page, (steps[id] ?? branch[id])?.title ?? id)).toBeVisible();
    await this.look(id);
  }

  async look(id: string) {
    if (this.theme) expect(await accessibilityFaults(this.page), id).toEqual([]);
    if (!LOOKS || !new RegExp(LOOKS).test(id)) return;
    const folder = `${PICTURES}/carry-${this.name}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${id}.txt`, await this.page.locator("main").innerText());
    for (const [width, height] of [[360, 740], [1280, 800]] as const) {
      await this.page.setViewportSize({ width, height });
      for (const theme of ["light", "dark"] as const) {
        await this.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await this.page.screenshot({ path: `${folder}/${id}-${width}-${theme}.png`, fullPage: true });
      }
      expect(await this.page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(width);
    }
    await this.page.emulateMedia({ colorScheme: this.theme ?? "light", reducedMotion: "reduce" });
  }

  fill = (values: Record<string, string>) => this.each(values, (label, value) => fill(this.page, { [label]: value }));
  choose = (values: Record<string, string>) => this.each(values, (label, value) => choose(this.page, { [label]: value }));
  private async each(values: Record<string, string>, set: (label: string, value: string) => Promise<void>) {
    for (const [id, value] of Object.entries(values)) await set(escape(this.label(id)).replace(/\\([()])/g, "$1"), value);
  }

  /** Something turns out to be different about the customer. */
  async different(circumstance: string, remark: string) {
    await this.page.locator("details.different summary").click();
    const title = (this.say("branch") as unknown as Record<string, { title: string }>)[circumstance].title;
    await this.page.getByRole("button", { name: title, exact: true }).click();
    const form = this.page.getByRole("form", { name: title });
    await form.getByLabel(this.say("panel.note")).fill(remark);
    await form.getByRole("button", { name: this.say("panel.save") }).click();
    await expect(form).toHaveCount(0);
  }

  /** A condition of the step that is not met yet. */
  async unmet(words: RegExp) {
    await expect.soft(this.page.getByRole("listitem").filter({ hasText: /^○/ }).filter({ hasText: words })).not.toHaveCount(0);
  }

  /** A clock is due on a day, as the plan says it; or it does not run. */
  async due(rule: string, day: string, is = true) {
    const title = this.page.getByText(this.say(`rule.${rule}`), { exact: true }).first();
    if (!is) return expect.soft(title, rule).toHaveCount(0);
    await expect.soft(title.locator(".."), rule).toContainText(day);
  }

  /** What a clock asks for is done: that one, of all that its step has. */
  async met(rule: string, evidence: string) {
    const clock = this.page.getByRole("listitem").filter({ hasText: this.say(`rule.${rule}`) });
    await clock.getByRole("button", { name: this.say("ui.mark_met") }).click();
    const form = this.page.getByRole("form", { name: this.say("panel.met_title") });
    await form.getByRole("textbox").fill(evidence);
    await form.getByRole("button", { name: this.say("panel.save") }).click();
    await expect(form).toHaveCount(0);
  }

  /** Words in a letter that the linter knows are marked, and the letter goes back to what was drafted. */
  async marked(words: string, remark: string) {
    await this.letter().fill(words);
    await expect.soft(this.page.getByText(this.say(`lint.${remark}`)).first()).toBeVisible();
    await this.press("letter.screen.fresh");
  }

  /** Every channel is stopped, with evidence. */
  async stopAll(evidence: string) {
    const stop = this.page.getByRole("button", { name: this.say("ui.stop"), exact: true });
    for (let left = 7; left > 0; left--) {
      await expect(stop).toHaveCount(left);
      await stop.first().click();
      await this.page.getByRole("form").getByRole("textbox").fill(evidence);
      await this.press("panel.save");
    }
    await expect(stop).toHaveCount(0);
  }

  /** Closes, and it is closed. */
  async close(day: RegExp) {
    await this.at("close");
    await this.done();
    await expect(this.page.getByText(day).first()).toBeVisible();
    await expect(this.page.getByText(this.say("ui.closed_all"))).toBeVisible();
    await this.look("closed");
  }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** All of these stand in it, whatever the blanks. */
export async function holds(where: Locator, ...texts: string[]) {
  for (const text of texts) await expect.soft(where).toContainText(text);
}
