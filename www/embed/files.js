// The program's own files, as bytes. What it will surely ask for is fetched beside the program, and not after it.
import { CleanBreakError } from "./words.js";

/** @type {Map<string, Uint8Array | Promise<Uint8Array>>} */
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
export const bytes = async (url) => new Uint8Array(await (await own(url)).arrayBuffer());

/**
 * Keeps a file for whoever asks for it; resolved once it is at hand, or could not be had.
 * @param {URL} url
 * @param {Promise<Uint8Array>} file
 */
export async function keep(url, file) {
  ahead.set(url.href, file);
  try {
    ahead.set(url.href, await file);
  } catch {
    // It is tried again when it is asked for.
    ahead.delete(url.href);
  }
}

/**
 * Fetches files that will be asked for; resolved once they are at hand, or could not be had.
 * @param {URL} base the folder of the files, with a slash at its end
 * @param {readonly string[]} paths
 */
export async function fetchAhead(base, paths) {
  const urls = paths.map((path) => new URL(path, base));
  await Promise.all(urls.map((url) => keep(url, bytes(url))));
}

/**
 * Hands files over, as `mount` asks for them: one that is at hand as it is, any other as a promise.
 * @param {URL} base
 * @returns {(path: string) => Uint8Array | Promise<Uint8Array>}
 */
export function filesOf(base) {
  return (path) => {
    const url = new URL(path, base);
    return ahead.get(url.href) ?? bytes(url);
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

/** This browser's storage; undefined where there is none yet, and it is not for us to make one. */
const open = () =>
  /** @type {Promise<IDBDatabase | undefined>} */ (
    new Promise((resolve) => {
      const asked = indexedDB.open("clean-break");
      asked.onupgradeneeded = () => asked.transaction?.abort();
      asked.onerror = () => resolve(undefined);
      asked.onsuccess = () => resolve(asked.result);
    })
  );

/**
 * How many entries this browser has stored of a case: a verdict that they may contradict waits for them, any other is shown
 * before the part of the program is here that reads them. Cases with more than their opening are marked where it can be read
 * at once; of all others there is nothing to wait for. Names and keys are those of `src/store/`.
 * @param {string} name
 * @returns {number | Promise<number>}
 */
export function stored(name) {
  try {
    if (localStorage.getItem(`clean-break.acts.${name}`) === null) return 0;
  } catch {
    // The database may be less shy.
  }
  return counted(name);
}

/**
 * @param {string} name
 * @returns {Promise<number>}
 */
async function counted(name) {
  const database = await open();
  if (!database) return 0;
  return new Promise((resolve, reject) => {
    try {
      const entries = database.transaction("entries").objectStore("entries");
      const counted = entries.count(IDBKeyRange.bound([name], [name, []]));
      counted.onsuccess = () => resolve(counted.result);
      counted.onerror = reject;
    } catch (error) {
      reject(error);
    }
    database.close();
  });
}
