// The element <clean-break>, without its registration. Small, and alone: what runs the widget is loaded on connection.
import { contextOf, isFor, newId, nothing } from "./context.js";
import { FRAME, RESET } from "./looks.js";
import { CleanBreakError, FATAL, MENDABLE, panel, pickLanguage, say } from "./words.js";

/** @typedef {import("./types.d.ts").Context} Context */
/** @typedef {import("./types.d.ts").Intent} Intent */
/** @typedef {import("./types.d.ts").Outcome} Outcome */
/** @typedef {import("./types.d.ts").FaultCode} FaultCode */

/**
 * @typedef {object} Setup what a mode needs
 * @property {ShadowRoot} shadow
 * @property {URL} base
 * @property {import("./types.d.ts").Options} options
 * @property {import("./types.d.ts").Host} host
 * @property {string} title
 * @property {AbortSignal} signal aborted when the element no longer wants it
 */

const EVENTS = { insert_reply: "cb-insert-reply", add_note: "cb-add-note", add_tags: "cb-add-tags" };

/**
 * What a desk's wire answers with and says nothing else about; of a refusal by the desk, and of its silence, it tells itself.
 * @type {Partial<Record<import("./types.d.ts").Reason, FaultCode>>}
 */
const REFUSALS = {
  other_ticket: "other_ticket",
  composer_in_use: "desk_refused",
  desk_untrusted: "desk_refused",
  not_possible: "desk_refused",
};

/** Changes that the running widget follows; any other attribute starts it anew. */
const OPTIONS = ["lang", "theme", "density", "tag", "own-names"];

/** By a name of its own: bundlers take `new URL("../", import.meta.url)` for a file to be packed, and put another in its place. */
const here = import.meta.url;

/** Node, where the class may be imported though never used, has no elements. */
const Base = globalThis.HTMLElement ?? class {};

export class CleanBreak extends Base {
  static observedAttributes = ["mode", "host", "src", "allowed-origins", "lang", "theme", "density", "tag", "own-names"];

  #shadow = this.attachShadow({ mode: "open" });
  /** @type {import("./types.d.ts").Running | undefined} */
  #running;
  /** @type {import("./types.d.ts").Desk | undefined} */
  #desk;
  /** @type {AbortController | undefined} while there is something to stop */
  #life;
  /** @type {HTMLElement | undefined} */
  #panel;
  /** @type {FaultCode | undefined} */
  #said;
  /** @type {any} what the page gave */
  #given;
  /** @type {Context | undefined} what is on screen */
  #context;
  /** Whether the page tells the ticket; a desk does else, and until that is known nobody. */
  #isPage = false;
  #restarting = false;

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [RESET, FRAME];
    // A desk's shortcuts must not fire while an agent types here.
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.#shadow.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  get mode() { return this.getAttribute("mode") ?? "auto"; }
  set mode(value) { this.#reflect("mode", value); }
  get host() { return this.getAttribute("host") ?? "auto"; }
  set host(value) { this.#reflect("host", value); }
  get src() { return this.getAttribute("src") ?? ""; }
  set src(value) { this.#reflect("src", value); }
  get theme() { return this.getAttribute("theme") ?? "auto"; }
  set theme(value) { this.#reflect("theme", value); }
  get density() { return this.getAttribute("density") ?? ""; }
  set density(value) { this.#reflect("density", value); }
  get tag() { return this.getAttribute("tag") ?? ""; }
  set tag(value) { this.#reflect("tag", value); }
  get ownNames() { return this.getAttribute("own-names") ?? ""; }
  set ownNames(value) { this.#reflect("own-names", value); }
  get allowedOrigins() { return this.getAttribute("allowed-origins") ?? ""; }
  set allowedOrigins(value) { this.#reflect("allowed-origins", value); }

  /** The ticket: a `Context`, or a bare payload such as a clean-break/case@1; null when none is open. */
  get context() { return this.#given; }
  set context(value) { this.setContext(value); }

  /** @param {unknown} context */
  setContext(context) {
    this.#given = context;
    if (this.#life && this.#isPage) this.#show(context);
  }

  /** Reads the ticket again. */
  refresh() {
    if (this.#desk) this.#desk.refresh();
    else if (this.#life && this.#isPage && this.#given !== undefined) this.#show(this.#given);
  }

  /** What the widget shows, for programs; null while nothing is shown. */
  async getState() {
    return (await this.#running?.getState()) ?? null;
  }

  connectedCallback() {
    // Properties that were set before the class was there hide its accessors.
    for (const name of ["mode", "host", "src", "theme", "density", "tag", "ownNames", "allowedOrigins", "context"]) this.#upgrade(name);
    if (!this.#life) this.#start();
  }

  disconnectedCallback() {
    // Moved elements come back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  /** With `moveBefore` nothing has to be done at all. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (!this.#life || before === now) return;
    if (OPTIONS.includes(name)) {
      this.#running?.setOptions(this.#options());
      if (this.#said) this.#say(this.#said);
    } else if (!this.#restarting) {
      this.#restarting = true;
      queueMicrotask(() => {
        this.#restarting = false;
        if (this.isConnected) this.#start();
      });
    }
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** @param {string} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const self = /** @type {any} */ (this);
    const value = self[name];
    delete self[name];
    self[name] = value;
  }

  /** An empty one is not set, or no longer: JSON would lose an undefined one, and the program keep what was before. */
  #options() {
    const [lang, theme, density, tag, ownNames] = OPTIONS.map((name) => this.getAttribute(name) ?? "");
    return { lang, theme, density, tag, ownNames };
  }

  #language() {
    const around = /** @type {HTMLElement | null} */ (this.closest("[lang]"));
    return pickLanguage([around?.lang, ...navigator.languages]);
  }

  #stop() {
    this.#life?.abort();
    this.#running?.close();
    this.#desk?.close();
    this.#life = this.#running = this.#desk = this.#context = undefined;
    this.#unsay();
  }

  async #start() {
    this.#stop();
    this.#isPage = false;
    this.#life = new AbortController();
    const { signal } = this.#life;
    try {
      await Promise.all([this.#run(this.#base(), signal), this.#listen(signal)]);
    } catch (cause) {
      if (!signal.aborted) this.#fault(cause instanceof CleanBreakError ? cause.code : "wasm_load_failed", cause);
    }
  }

  #base() {
    const { src } = this;
    if (!src) return new URL("../", here);
    const base = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
    if (!base || !/^https?:$/.test(base.protocol)) throw new CleanBreakError("bad_src", src);
    if (!base.pathname.endsWith("/")) base.pathname += "/";
    // A module is the same whatever stood behind its folder.
    base.search = base.hash = "";
    return base;
  }

  /**
   * @param {URL} base
   * @param {AbortSignal} signal
   */
  async #run(base, signal) {
    const { running, mode } = await open(this.mode, {
      shadow: this.#shadow,
      base,
      options: this.#options(),
      title: say("title", this.#language()),
      signal,
      host: {
        send: (intent) => this.#write(intent),
        ticket: () => this.#context?.ticket ?? "",
        copied: (text, done, ticket) => {
          if (!signal.aborted) this.#emit("cb-copy", { ticket, requestId: newId(), text, done });
        },
        refresh: () => this.refresh(),
        language: () => this.#language(),
        fault: (code, cause) => {
          if (!signal.aborted) this.#fault(code, cause);
        },
      },
    });
    if (signal.aborted) return running.close();
    this.#running = running;
    // What changed while it was loading.
    running.setOptions(this.#options());
    if (this.#context) running.setContext(this.#context);
    this.#emit("cb-ready", { mode });
  }

  /** @param {AbortSignal} signal */
  async #listen(signal) {
    const query = new URLSearchParams(location.search);
    const { connect, deskOf } = await import("./desks/which.js");
    const name = deskOf(this.host, query, window);
    if (signal.aborted) return;
    this.#isPage = name === "page";
    if (this.#isPage) {
      if (this.#given !== undefined && !this.#context) this.#show(this.#given);
      return;
    }
    const desk = await connect(name, {
      window,
      query,
      allowed: this.allowedOrigins.split(/\s+/).filter(Boolean),
      onContext: (context) => {
        if (!signal.aborted) this.#put(context);
      },
      onError: (code, cause) => {
        if (!signal.aborted) this.#fault(code, cause);
      },
    });
    if (signal.aborted) desk.close();
    else this.#desk = desk;
  }

  /** @param {any} given by the page */
  #show(given) {
    try {
      this.#put(contextOf(given, location.host));
    } catch (cause) {
      // The ticket before must not stay on screen for the one that could not be read.
      this.#put(nothing(location.host));
      // A passing message would take the place of the one that tells why nothing is there, and leave nothing when it goes.
      if (!this.#said || !FATAL.includes(this.#said)) this.#say("bad_context");
      this.#fault("bad_context", cause);
    }
  }

  /** @param {Context} context */
  #put(context) {
    this.#context = context;
    if (this.#said === "bad_context") this.#unsay();
    this.#running?.setContext(context);
  }

  /**
   * @param {Intent} intent
   * @returns {Promise<Outcome>}
   */
  async #write(intent) {
    const { type, desk, place, ticket, requestId } = intent;
    if (!isFor(intent, this.#context)) {
      this.#fault("other_ticket", undefined, { ticket, requestId });
      return { done: false, reason: "other_ticket" };
    }
    if (!Object.hasOwn(EVENTS, type)) return { done: false, reason: "not_possible" };
    const what = type === "add_tags" ? { tags: intent.tags ?? [] } : { text: intent.text ?? "" };
    const handled = !this.#emit(EVENTS[type], { desk, place, ticket, requestId, ...what }, true);
    if (handled) return { done: true };
    if (!this.#desk) return { done: false, reason: "not_handled" };
    const outcome = await this.#desk.send(intent);
    const code = outcome.reason && REFUSALS[outcome.reason];
    if (code) this.#fault(code, outcome.reason, { ticket, requestId });
    return outcome;
  }

  /**
   * @param {string} name
   * @param {object} detail
   * @param {boolean} [cancelable]
   */
  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  /**
   * @param {FaultCode} code
   * @param {unknown} [cause]
   * @param {{ticket?: string, requestId?: number | string}} [about]
   */
  #fault(code, cause, about) {
    const fatal = FATAL.includes(code);
    if (fatal) {
      // Attributes and contexts may still change; a stopped life is one that can start again.
      this.#stop();
      this.#life = new AbortController();
    }
    // Of all else the program tells the agent itself.
    if (fatal) this.#say(code);
    const inner = cause instanceof CleanBreakError ? cause.cause : cause;
    this.#emit("cb-error", { code, message: say(code, this.#language()), cause: inner, ...about });
  }

  /** @param {FaultCode} code */
  #say(code) {
    this.#unsay();
    this.#said = code;
    const retry = MENDABLE.includes(code) ? () => this.#start() : undefined;
    this.#panel = panel({ document, code, language: this.#language(), retry });
    this.#shadow.prepend(this.#panel);
  }

  #unsay() {
    this.#panel?.remove();
    this.#panel = this.#said = undefined;
  }
}

/**
 * Opens the widget; `auto` takes a frame where the page's policy keeps the program out.
 * @param {string} wanted
 * @param {Setup} setup
 * @returns {Promise<{running: import("./types.d.ts").Running, mode: "inline" | "frame"}>}
 */
async function open(wanted, setup) {
  if (wanted !== "frame") {
    let isRefused = false;
    /** @param {SecurityPolicyViolationEvent} event */
    const note = ({ disposition, blockedURI }) => {
      if (disposition === "enforce" && `${blockedURI}/`.startsWith(`${setup.base.origin}/`)) isRefused = true;
    };
    document.addEventListener("securitypolicyviolation", note);
    try {
      const inline = await import("./inline.js");
      return { running: await inline.open(setup), mode: "inline" };
    } catch (cause) {
      // The browser tells of a refusal a little after it has refused.
      await new Promise((resolve) => setTimeout(resolve));
      const code = cause instanceof CleanBreakError ? cause.code : "wasm_load_failed";
      if (wanted === "inline" || !(code === "wasm_blocked" || isRefused)) {
        throw isRefused && code === "wasm_load_failed" ? new CleanBreakError("files_blocked", cause) : cause;
      }
    } finally {
      document.removeEventListener("securitypolicyviolation", note);
    }
  }
  const framed = await import("./framed.js");
  return { running: await framed.open(setup), mode: "frame" };
}
