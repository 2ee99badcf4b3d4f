// The texts that a first verdict needs, as a frame has them at hand (docs/ticket-switch.md).
import { bytes, keep } from "./files.js";

/**
 * Imports texts that will be asked for and stand together in the script `first/LANGUAGE.js`, in this order: what is fetched
 * comes out of the cache anew in each frame, while browsers keep scripts at hand.
 * @param {URL} base
 * @param {readonly string[]} paths
 * @param {string} language
 */
export async function importAhead(base, paths, language) {
  /** @type {Promise<{default: readonly string[]}>} */
  const script = import(new URL(`first/${language}.js`, base).href);
  const files = paths.map((path, at) => {
    const url = new URL(path, base);
    const text = script.then(({ default: texts }) => new TextEncoder().encode(texts[at]));
    return keep(url, text.catch(() => bytes(url)));
  });
  await Promise.all(files);
}
