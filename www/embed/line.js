// The line between the element and its frame: a MessagePort that carries one JSON text a message,
// {cb: 1, type, id?, payload}. Text, so that size is known before anything is read and nothing but data can come.
import { LONGEST } from "./context.js";

/** How long an answer may take, in milliseconds (design default). */
const PATIENCE = 20_000;

/** @typedef {import("./types.d.ts").FaultCode} FaultCode */
/** @typedef {{cb: 1, type: string, id?: number | string, payload?: any}} Envelope */

/**
 * @param {string} type
 * @param {unknown} payload
 * @param {number | string} [id]
 */
export const pack = (type, payload, id) => JSON.stringify({ cb: 1, type, id, payload });

/**
 * Reads a message, or says what is wrong with it.
 * @param {unknown} data
 * @returns {{message: Envelope, fault?: undefined} | {fault: FaultCode, message?: undefined}}
 */
export function unpack(data) {
  if (typeof data !== "string") return { fault: "message_unknown" };
  if (data.length > LONGEST) return { fault: "message_too_large" };
  try {
    const message = JSON.parse(data);
    if (message?.cb === 1 && typeof message.type === "string") return { message };
  } catch {
    // No JSON: not ours.
  }
  return { fault: "message_unknown" };
}

/** One end of the line. */
export class Line {
  #sent = 0;
  #heard = 0;
  /** @type {Map<number, (payload: any) => void>} */
  #asked = new Map();
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #timers = new Set();

  /**
   * @param {MessagePort} port
   * @param {Record<string, (payload: any) => unknown>} handlers by type; what one returns answers whoever asked
   * @param {(code: FaultCode) => void} onFault a message that was set aside
   */
  constructor(port, handlers, onFault) {
    this.port = port;
    this.handlers = handlers;
    this.onFault = onFault;
    port.addEventListener("message", this.#hear);
    port.start();
  }

  /**
   * @param {string} type
   * @param {unknown} [payload]
   * @returns {number | undefined} the message's number; undefined when it was too long to send
   */
  send(type, payload) {
    const id = ++this.#sent;
    const text = pack(type, payload, id);
    if (text.length > LONGEST) {
      this.onFault("message_too_large");
      return undefined;
    }
    this.port.postMessage(text);
    return id;
  }

  /**
   * Sends and waits for the answer; `undefined` when none came in time.
   * @param {string} type
   * @param {unknown} [payload]
   * @returns {Promise<any>}
   */
  ask(type, payload) {
    return new Promise((resolve) => {
      const id = this.send(type, payload);
      if (id === undefined) return resolve(undefined);
      const timer = setTimeout(() => settle(undefined), PATIENCE);
      /** @param {unknown} answer */
      const settle = (answer) => {
        clearTimeout(timer);
        this.#timers.delete(timer);
        this.#asked.delete(id);
        resolve(answer);
      };
      this.#timers.add(timer);
      this.#asked.set(id, settle);
    });
  }

  close() {
    this.port.removeEventListener("message", this.#hear);
    this.port.close();
    for (const settle of [...this.#asked.values()]) settle(undefined);
  }

  /** @param {MessageEvent} event */
  #hear = async ({ data }) => {
    const { message, fault } = unpack(data);
    if (!message) return this.onFault(fault);
    const { type, id, payload } = message;
    // Numbers only rise, so a message that comes again is known by its own.
    if (typeof id !== "number" || !(id > this.#heard)) return this.onFault("message_replayed");
    this.#heard = id;
    if (type === "answer") {
      const settle = this.#asked.get(payload?.to);
      return settle ? settle(payload.answer) : this.onFault("message_unknown");
    }
    if (!Object.hasOwn(this.handlers, type)) return this.onFault("message_unknown");
    const answer = await this.handlers[type]?.(payload ?? {});
    if (answer !== undefined) this.send("answer", { to: id, answer });
  };
}
