// Chatwoot's side of a dashboard app: it tells the whole conversation, on load and when asked, and takes nothing back.
// It says nothing when a message comes in, and makes the frame anew for each conversation.

/** Compared character by character; the same words wrapped as JSON do nothing. */
export const FETCH = "chatwoot-dashboard-app:fetch-info";

/** @typedef {{from: "app" | "host", message: any}} Entry */

export class ChatwootHost {
  /** Every message, oldest first. @type {Entry[]} */
  log = [];

  #setup;

  /**
   * @param {object} setup
   * @param {HTMLIFrameElement} setup.frame where the app is shown
   * @param {URL} setup.app the app's address, as an administrator entered it
   * @param {() => object} setup.read the `data` of a context: `conversation`, `contact`, and what the version adds
   * @param {(entry: Entry) => void} [setup.onLog]
   */
  constructor(setup) {
    this.#setup = { onLog() {}, ...setup };
  }

  /** Shows the app and answers it. */
  start() {
    const { frame, app } = this.#setup;
    addEventListener("message", this.#hear);
    frame.addEventListener("load", this.#loaded);
    frame.src = app.href;
  }

  close() {
    removeEventListener("message", this.#hear);
    this.#setup.frame.removeEventListener("load", this.#loaded);
  }

  /** Tells the conversation: JSON as text, never an object. */
  tell() {
    const { frame, app, read } = this.#setup;
    const message = { event: "appContext", data: read() };
    this.#note("host", message);
    frame.contentWindow?.postMessage(JSON.stringify(message), app.origin);
  }

  /** @param {"app" | "host"} from @param {any} message */
  #note(from, message) {
    const entry = { from, message };
    this.log.push(entry);
    this.#setup.onLog(entry);
  }

  #loaded = () => this.tell();

  /** @param {MessageEvent} event */
  #hear = ({ source, data }) => {
    if (source !== this.#setup.frame.contentWindow) return;
    this.#note("app", data);
    if (data === FETCH) this.tell();
  };
}
