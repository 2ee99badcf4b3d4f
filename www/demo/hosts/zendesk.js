// Zendesk's side of the Apps Framework v2, as its SDK (version 2) speaks it: one app, one frame, one ticket.

/**
 * @typedef {object} Setup
 * @property {HTMLIFrameElement} frame where the app is shown
 * @property {URL} app the app's address, without what Zendesk adds
 * @property {(path: string) => unknown} read the value at a path such as `ticket.id`; undefined when there is none
 * @property {Record<string, (value: any) => unknown>} [set] what `set` may set
 * @property {Record<string, (...values: any[]) => unknown>} [invoke] what `invoke` may call
 * @property {object} [metadata] the app's id and settings
 * @property {string} [guid] the app's number in this window
 * @property {(entry: Entry) => void} [onLog]
 */

/** @typedef {{from: "app" | "host", message: any}} Entry */

export class ZendeskHost {
  /** Every message, oldest first. @type {Entry[]} */
  log = [];

  /** Waited for before each answer. @type {(message: any) => unknown} */
  before = () => {};

  #registered = false;
  #setup;

  /** @param {Setup} setup */
  constructor(setup) {
    this.#setup = { set: {}, invoke: {}, metadata: {}, guid: newGuid(), onLog() {}, ...setup };
  }

  /** The app's address with the two parameters that every app gets. */
  get address() {
    const { app, guid } = this.#setup;
    const address = new URL(app);
    address.searchParams.set("origin", location.origin);
    address.searchParams.set("app_guid", guid);
    return address;
  }

  /** Shows the app and answers it. */
  start() {
    addEventListener("message", this.#hear);
    this.#setup.frame.src = this.address.href;
  }

  close() {
    removeEventListener("message", this.#hear);
    this.#registered = false;
  }

  /**
   * Tells the app of an event, as in `emit("ticket.tags.changed")`.
   * @param {string} name
   * @param {object} [message]
   * @param {object} [more] such as `{needsReply: true}`
   */
  emit(name, message = {}, more = {}) {
    if (this.#registered) this.#send({ key: `zaf.${name}`, message, instanceGuid: this.#setup.guid, ...more });
  }

  /** @param {object} message */
  #send(message) {
    const { frame, app } = this.#setup;
    this.#note("host", message);
    frame.contentWindow?.postMessage(JSON.stringify(message), app.origin);
  }

  /** @param {"app" | "host"} from @param {any} message */
  #note(from, message) {
    const entry = { from, message };
    this.log.push(entry);
    this.#setup.onLog(entry);
  }

  /** @param {MessageEvent} event */
  #hear = async ({ source, origin, data }) => {
    const { frame, app, guid } = this.#setup;
    if (source !== frame.contentWindow || origin !== app.origin) return;
    // The SDK sends replies as objects and all else as text.
    const message = typeof data === "string" ? JSON.parse(data) : data;
    this.#note("app", message);
    if (message.appGuid !== guid) return;
    if (message.key === "iframe.handshake") {
      this.#registered = true;
      this.#send({ key: "zaf.app.registered", message: { metadata: this.#setup.metadata, context: this.#context() } });
    } else if (message.request) {
      try {
        await this.before(message);
        this.#send({ id: message.id, result: await this.#answer(message) });
      } catch ({ name, message: text }) {
        this.#send({ id: message.id, error: { name, message: text, stack: "" } });
      }
    }
  };

  #context() {
    const { read, guid } = this.#setup;
    const account = { subdomain: /** @type {any} */ (read("currentAccount"))?.subdomain };
    return { instanceGuid: guid, product: "support", location: "ticket_sidebar", account, ticketId: read("ticket.id") };
  }

  /** @param {{request: string, params: any}} asked */
  async #answer({ request, params }) {
    const { read, set, invoke } = this.#setup;
    /** @type {Record<string, any>} */
    const result = { errors: {} };
    const missing = (/** @type {string} */ path) => (result.errors[path] = { message: `No such Api: ${path}` });
    if (request === "get") {
      for (const path of params) {
        const value = read(path);
        if (value === undefined) missing(path);
        else result[path] = value;
      }
    } else {
      const known = request === "set" ? set : request === "invoke" ? invoke : {};
      for (const [path, given] of Object.entries(params)) {
        if (!Object.hasOwn(known, path)) missing(path);
        else result[path] = await known[path](...(request === "set" ? [given] : given));
      }
    }
    return result;
  }
}

const newGuid = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
