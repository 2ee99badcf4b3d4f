// The program's own files. What it will surely ask for is fetched beside the program, and not after it.
import { CleanBreakError } from "./words.js";

/** @type {Map<string, Promise<string>>} */
const ahead = new Map();

/**
 * One of the program's own files. An answer without it is no fault of the connection.
 * @param {URL} url
 */
export async function own(url) {
  const response = await fetch(url);
  if (response.ok) return response;
  // What a server says of itself, it may take back.
  throw new CleanBreakError(response.status < 500 ? "files_missing" : "wasm_load_failed", `${response.status} ${url}`);
}

/** @param {URL} url */
const text = async (url) => (await own(url)).text();

/**
 * Fetches files that will be asked for.
 * @param {URL} base the folder of the files, with a slash at its end
 * @param {readonly string[]} paths
 */
export function fetchAhead(base, paths) {
  for (const path of paths) {
    const url = new URL(path, base);
    const file = text(url);
    ahead.set(url.href, file);
    // It is tried again when it is asked for.
    file.catch(() => ahead.delete(url.href));
  }
}

/**
 * Hands files over, as `mount` asks for them.
 * @param {URL} base
 * @returns {(path: string) => Promise<string>}
 */
export function filesOf(base) {
  return (path) => {
    const url = new URL(path, base);
    return ahead.get(url.href) ?? text(url);
  };
}

/** The language that the agent has chosen in this browser, if any. */
export function chosenLanguage() {
  try {
    return localStorage.getItem("clean-break.language");
  } catch {
    // A sandboxed frame's storage throws on first touch.
    return null;
  }
}
