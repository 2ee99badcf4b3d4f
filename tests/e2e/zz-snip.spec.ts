import { test, expect } from "/work/wt/findings/node_modules/@playwright/test/index.js";
test("snippet", async ({ page }) => {
  const log: string[] = [];
  page.on("console", (m) => log.push(m.text())); page.on("pageerror", (e) => log.push(String(e)));
  await page.goto("/snippet.html?desk=chatwoot");
  for (const label of ["Address of the widget’s files", "Address of your help desk"]) {
    const f = page.getByLabel(label);
    await f.fill("nonsense");
    await page.waitForTimeout(300);
    console.log(label, await f.evaluate((e: any) => [e.getAttribute("aria-invalid"), e.getAttribute("aria-describedby"), e.nextElementSibling?.outerHTML, e.nextElementSibling?.nextElementSibling?.outerHTML]));
  }
  await page.screenshot({ path: "/tmp/snip.png", fullPage: true });
  await page.getByLabel("Zendesk").check();
  await page.waitForTimeout(300);
  await page.screenshot({ path: "/tmp/snip2.png", fullPage: true });
  console.log(log);
});
