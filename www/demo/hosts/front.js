// Front's side of the plugin SDK: the app hands over a port, and all else goes through it.

/** What opens the line; it comes with one port. */
export const HANDSHAKE = "@frontapp/ui-sdk#WebViewBridge.handshake";

/** @typedef {{from: "app" | "host", message: any}} Entry */

export class FrontHost {
  /** Every message, oldest first. @type {Entry[]} */
  log = [];

  #setup;
  /** @type {MessagePort | undefined} */
  #port;

  /**
   * @param {object} setup
   * @param {HTMLIFrameElement} setup.frame where the plugin is shown
   * @param {URL} setup.app the plugin's address
   * @param {() => object} setup.read the context without its functions
   * @param {Record<string, (...values: any[]) => unknown>} setup.functions what the plugin may call
   * @param {(entry: Entry) => void} [setup.onLog]
   */
  constructor(setup) {
    this.#setup = { onLog() {}, ...setup };
  }

  /** Shows the plugin and answers it. */
  start() {
    const { frame, app } = this.#setup;
    addEventListener("message", this.#open);
    frame.src = app.href;
  }

  close() {
    removeEventListener("message", this.#open);
    this.#port?.close();
    this.#port = undefined;
  }

  /** Tells the context; each function is offered with the number of its arguments, the SDK's cancel token among them. */
  tell() {
    const { read, functions } = this.#setup;
    const functionArities = Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, call.length + 1]));
    this.#send({ type: "context_update", context: { ...read(), functionArities } });
  }

  /** @param {object} message */
  #send(message) {
    if (!this.#port) return;
    this.#note("host", message);
    this.#port.postMessage(message);
  }

  /** @param {"app" | "host"} from @param {any} message */
  #note(from, message) {
    const entry = { from, message };
    this.log.push(entry);
    this.#setup.onLog(entry);
  }

  /** @param {MessageEvent} event */
  #open = ({ source, data, ports: [port] }) => {
    if (source !== this.#setup.frame.contentWindow || data !== HANDSHAKE || !port) return;
    this.#note("app", data);
    this.#port?.close();
    this.#port = port;
    port.addEventListener("message", this.#hear);
    port.start();
    this.tell();
  };

  /** @param {MessageEvent} event */
  #hear = async ({ data }) => {
    this.#note("app", data);
    const { type, id, name, args } = data;
    if (type !== "function_call") return;
    const { functions } = this.#setup;
    if (!Object.hasOwn(functions, name)) return this.#send({ type: "function_error", id, error: "Unsupported" });
    try {
      this.#send({ type: "function_result", id, value: await functions[name](...args) });
    } catch (cause) {
      this.#send({ type: "function_error", id, error: String(cause) });
    }
  };
}
