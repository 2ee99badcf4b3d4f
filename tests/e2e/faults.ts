// What no page may do unnoticed: errors, warnings, and breaches of the policy.
import type { Page } from "@playwright/test";

/** Watches a page and its frames from now on; the list grows as faults come. */
export async function watch(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("console", (message) => {
    // Chromium's word for a frame that its desk removed while it still fetched: nobody's fault.
    if (message.text().startsWith("Fetch API cannot load ")) return;
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
  await page.exposeBinding("reportViolation", (_source, violation: string) => faults.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sample } = event;
      (window as any).reportViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return faults;
}
