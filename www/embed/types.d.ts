// The shapes that cross a border: between a page, the element, a desk and the program.
import type { CleanBreak } from "./pure.js";

/** What a desk lets the widget do; anything else becomes Copy. */
export interface Capabilities {
  insert_reply: boolean;
  add_note: boolean;
  add_tags: boolean;
}

/** One ticket as its desk tells it. */
export interface Context {
  desk: "zendesk" | "chatwoot" | "front" | "page";
  /** Which of that desk's houses: "acme.zendesk.com". */
  place: string;
  /** The ticket's number there; "" when none is open. */
  ticket: string;
  capabilities: Capabilities;
  agent: { name: string; language: string } | null;
  theme: "dark" | "light" | null;
  /** The desk's own payload, a clean-break/case@1 or a pasted thread; null when no ticket is open. */
  payload: unknown;
  /** A state to go on from, as `getState` or a note in the ticket has it. */
  saved?: string;
  /** The tag that it gets, where its desk was set up with one. */
  tag?: string;
  /** Names of the company whose desk it is, separated by commas, where its desk was set up with them. */
  ownNames?: string;
  /** The origin that the payload came from, where a desk has one. */
  origin?: string;
  /** Whether that origin was set by whoever installed the widget, or is the first that spoke. */
  trust?: "pinned" | "first_use";
}

/** What the agent asked for by a click. */
export interface Intent {
  type: "insert_reply" | "add_note" | "add_tags";
  desk: string;
  place: string;
  ticket: string;
  text?: string;
  tags?: string[];
  requestId: number | string;
  /** From when on it comes too late, in milliseconds since 1970. */
  until?: number;
}

/** Whether it was done, and why not. */
export interface Outcome {
  done: boolean;
  reason?: Reason;
}

/** The program has words for each, in the agent's language. */
export type Reason = "other_ticket" | "timeout" | "not_handled" | "not_possible" | "desk_refused" | "desk_untrusted" | "composer_in_use";

export type FaultCode =
  | "wasm_load_failed"
  | "files_missing"
  | "files_blocked"
  | "wasm_blocked"
  | "stopped"
  | "frame_blocked"
  | "frame_refused"
  | "frame_timeout"
  | "page_sandboxed"
  | "storage_unavailable"
  | "bad_context"
  | "bad_src"
  | "desk_untrusted"
  | "desk_silent"
  | "desk_refused"
  | "other_ticket"
  | "message_unknown"
  | "message_replayed"
  | "message_too_large";

/** What is empty or left out is not set. */
export interface Options {
  lang?: string | undefined;
  theme?: string | undefined;
  density?: string | undefined;
  tag?: string | undefined;
  ownNames?: string | undefined;
}

/** What a desk is given to speak with. */
export interface DeskSetup {
  window: Window;
  query: URLSearchParams;
  /** Exact origins that may speak for the desk; empty: what the desk's own rule says. */
  allowed?: string[];
  onContext(context: Context): void;
  onTheme?(theme: "dark" | "light"): void;
  onError(code: FaultCode, cause?: unknown): void;
}

/** A desk that is spoken with. */
export interface Desk {
  send(intent: Intent): Promise<Outcome>;
  refresh(): void;
  close(): void;
  /** Tells the desk how high the widget is, where it listens. */
  resize?(height: number): void;
}

/** The program, as wasm-bindgen presents it. */
export interface Program {
  default(options: { module_or_path: unknown }): Promise<unknown>;
  mount(root: HTMLElement, options: MountOptions): Widget;
}

export interface MountOptions extends Options {
  embedded: boolean;
  base: string;
  /** Hands over one of the files under `base`, at once where it is at hand. */
  file?: (path: string) => Uint8Array | Promise<Uint8Array>;
  /** How many journal entries this browser has of a case: known before the code is here that reads them. */
  stored?: (name: string) => number | Promise<number>;
  /** The ticket, as JSON, where it is known before anything is drawn. */
  context?: string | undefined;
  send?: (intent: Intent) => Promise<{ done: boolean; reason?: string | undefined }>;
  copy?: (text: string, html?: string) => Promise<boolean>;
  refresh?: () => void;
  fault?: (code: FaultCode) => void;
}

/** What a frame asks of the program that stands by. */
export interface Asked {
  context: Context;
  options: Options;
}

/** A text, or an element: its name, attributes, properties and what stands in it. */
export type Recipe = string | [tag: string, attributes: [string, string][], set: Record<string, unknown>, ...inside: Recipe[]];

export interface Widget {
  setContext(json: string): void;
  setOptions(json: string): void;
  getState(): string;
  unmount(): void;
  free(): void;
}

/** A widget that runs, in the page or in a frame. */
export interface Running {
  setContext(context: Context): void;
  setOptions(options: Options): void;
  getState(): Promise<unknown>;
  close(): void;
}

/** What a widget that runs asks of the element. */
export interface Host {
  send(intent: Intent): Promise<Outcome>;
  /** The ticket on screen; empty where there is none. */
  ticket(): string;
  copied(text: string, done: boolean, ticket: string): void;
  refresh(): void;
  fault(code: FaultCode, cause?: unknown): void;
  /** Its language, as a word of `pickLanguage`. */
  language(): string;
}

export interface ReadyDetail {
  mode: "frame" | "inline";
}

/** Of `cb-insert-reply` and `cb-add-note`. */
export interface WriteDetail {
  desk: string;
  place: string;
  ticket: string;
  requestId: number | string;
  text: string;
}

/** Of `cb-add-tags`. */
export interface TagsDetail {
  desk: string;
  place: string;
  ticket: string;
  requestId: number | string;
  tags: string[];
}

export interface CopyDetail {
  ticket: string;
  requestId: string;
  text: string;
  /** Whether the browser let it be copied. */
  done: boolean;
}

export interface ErrorDetail {
  code: FaultCode;
  /** In the element's language. */
  message: string;
  cause?: unknown;
  ticket?: string | undefined;
  requestId?: number | string | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "clean-break": CleanBreak;
  }
  interface HTMLElementEventMap {
    "cb-ready": CustomEvent<ReadyDetail>;
    "cb-insert-reply": CustomEvent<WriteDetail>;
    "cb-add-note": CustomEvent<WriteDetail>;
    "cb-add-tags": CustomEvent<TagsDetail>;
    "cb-copy": CustomEvent<CopyDetail>;
    "cb-error": CustomEvent<ErrorDetail>;
  }
}
