// Who may speak for a desk. Addresses are parsed, never matched as text: "https://evil.test/.zendesk.com" ends well.

/**
 * An origin as browsers write it, or undefined when this is none ("https://a.test/", "https://a.test:443", "null").
 * @param {string | null | undefined} text
 */
export function exactOrigin(text) {
  try {
    const url = new URL(text ?? "");
    return /^https?:$/.test(url.protocol) && url.origin === text ? url : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} hostname */
export const isLocal = (hostname) => hostname === "localhost" || hostname === "127.0.0.1";

/**
 * Whether an origin belongs to a vendor: https and a subdomain of one of its domains. A machine's own address counts
 * only while our page is on the same machine, that is, in development.
 * @param {string | null | undefined} origin
 * @param {readonly string[]} domains
 * @param {string} ourHostname
 */
export function isVendor(origin, domains, ourHostname) {
  const url = exactOrigin(origin);
  if (!url) return false;
  if (isLocal(url.hostname)) return isLocal(ourHostname);
  if (url.protocol !== "https:" || url.port !== "" || url.hostname.startsWith(".")) return false;
  return domains.some((domain) => url.hostname.endsWith(`.${domain}`));
}

/**
 * The origin of the page around a frame, as the browser tells it.
 * @param {Window} window
 */
export function originAround(window) {
  const { ancestorOrigins } = window.location;
  // Firefox has no ancestorOrigins, but tells the referrer.
  const told = ancestorOrigins ? ancestorOrigins[0] : originOf(window.document.referrer);
  return exactOrigin(told)?.origin;
}

/** @param {string} address */
function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}
