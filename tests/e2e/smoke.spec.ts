import { accessibilityFaults, expect, test } from "./page.ts";

test("the site starts under its own policy", async ({ page }) => {
  const loaded = page.waitForResponse(/clean_break_app_bg\.wasm$/);
  await page.goto("/");
  const module = await loaded;
  expect(module.status()).toBe(200);
  expect(module.headers()["content-type"]).toBe("application/wasm");
  expect(module.headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  await page.waitForLoadState("networkidle");
  await expect(page.locator("#fault")).toBeHidden();
});

test("the start page fits a sidebar", { tag: "@sidebar" }, async ({ page }) => {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("the watch notices what it is there for", async ({ page, faults }) => {
  await page.goto("/");
  await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "p { color: red }";
    document.head.append(style);
  });
  await expect.poll(() => faults.some((fault) => fault.startsWith("policy: style-src"))).toBe(true);
  faults.length = 0;
});

test.describe("when the app cannot load", () => {
  test.use({ locale: "fr-CH" });

  test("a calm message says so in the reader's language", async ({ page, faults }) => {
    await page.route("**/clean_break_app_bg.wasm", (route) => route.fulfill({ status: 404 }));
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("n’a pas pu démarrer");
    await expect(page.getByRole("alert").locator(":visible")).toHaveCount(1);
    expect(await accessibilityFaults(page, "#fault")).toEqual([]);
    expect(faults.join("\n")).toContain("Clean Break could not start");
    faults.length = 0;
  });
});
