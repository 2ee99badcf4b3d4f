// A plain help desk: tickets, a thread, a composer, a place for the widget. What differs from desk to desk is in the
// page's own script; what the desk says to the widget is in `hosts/`.
import { LANGUAGES, language, say } from "./words.js";
import { load } from "./tickets.js";

/** @typedef {import("./tickets.js").Ticket} Ticket */

const DESKS = { zendesk: "Zendesk", chatwoot: "Chatwoot", front: "Front", page: "HTML" };

/**
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {(Node | string)[]} [children]
 */
export function make(name, properties = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) /** @type {any} */ (element)[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export class Desk {
  /** @type {Ticket[]} */
  tickets = [];
  /** The one that is open. @type {Ticket} */
  ticket;
  /** Where the widget goes. */
  place = make("section", { className: "app", "aria-label": say("app") });
  /** "reply" or "note": what the composer writes. */
  kind = "reply";

  /** Called when another ticket is open. */
  onSwitch = () => {};
  /** Called when a message came in. */
  onMessage = () => {};

  #list = make("ul");
  #subject = make("h1");
  #thread = make("ol", { className: "thread" });
  #tags = make("p", { className: "tags" });
  #status = make("p", { className: "status", role: "status" });
  #log = make("ol", { className: "log" });
  #field = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: 6, id: "text" }));
  /** @type {Record<string, any>} */
  #kinds = {};

  /**
   * @param {keyof typeof DESKS} name
   * @param {{tabbed?: boolean, notes?: boolean}} [looks] Chatwoot has the widget as a tab beside the messages
   */
  static async open(name, looks = {}) {
    const desk = new Desk();
    desk.tickets = await load();
    desk.#build(name, looks);
    desk.open(desk.tickets[0]);
    return desk;
  }

  /** @param {Ticket} ticket */
  open(ticket) {
    this.ticket = ticket;
    this.#status.textContent = "";
    this.use("reply");
    this.draw();
    this.onSwitch();
  }

  /** @param {"reply" | "note"} kind */
  use(kind) {
    this.kind = kind;
    this.#kinds[kind].checked = true;
    this.#field.value = this.ticket.drafts[kind];
  }

  /**
   * Puts a text at the end of what stands in the composer.
   * @param {string} text
   */
  insert(text) {
    const before = this.ticket.drafts[this.kind];
    this.ticket.drafts[this.kind] = before ? `${before}\n\n${text}` : text;
    this.#field.value = this.ticket.drafts[this.kind];
    this.tell(say("inserted", { ticket: String(this.ticket.number) }));
  }

  /** @param {readonly string[]} tags */
  addTags(tags) {
    this.ticket.tags = [...new Set([...this.ticket.tags, ...tags])];
    this.draw();
    this.tell(say("tagged", { ticket: String(this.ticket.number) }));
  }

  /** @param {string} text */
  tell(text) {
    this.#status.textContent = text;
  }

  /** One line of the conversation between desk and widget. @param {{from: "app" | "host", message: any}} entry */
  log({ from, message }) {
    const text = typeof message === "string" ? message : JSON.stringify(message);
    const who = make("b", { textContent: say(from === "app" ? "fromApp" : "fromHost") });
    this.#log.append(make("li", { className: from }, [who, " ", text.length > 400 ? `${text.slice(0, 400)} …` : text]));
  }

  /** Draws the list, the thread and the tags anew. */
  draw() {
    const { ticket } = this;
    this.#list.replaceChildren(
      ...this.tickets.map((one) => {
        const button = make("button", { type: "button", onclick: () => this.open(one) }, [
          make("b", { textContent: one.facts.customer.name }),
          make("span", { textContent: `${one.number} · ${one.subject}`, lang: one.facts.customer.language }),
        ]);
        if (one === ticket) button.setAttribute("aria-current", "true");
        return make("li", {}, [button]);
      }),
    );
    this.#subject.textContent = `${say("ticket")} ${ticket.number} · ${ticket.subject}`;
    const tag = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" });
    this.#thread.replaceChildren(
      ...ticket.messages.map(({ at, author, audience, text }) => {
        const kind = audience === "internal" ? "note" : author === "customer" ? "customer" : "staff";
        const who = kind === "customer" ? ticket.facts.customer.name : say(kind);
        const head = make("p", {}, [make("b", { textContent: who }), make("time", { textContent: date.format(new Date(at)), dateTime: at })]);
        return make("li", { className: kind }, [head, make("p", { textContent: text, lang: ticket.facts.customer.language, className: "words" })]);
      }),
    );
    this.#tags.textContent = `${say("tags")}: ${ticket.tags.join(", ") || say("noTags")}`;
  }

  /** @param {Pick<any, "author" | "audience" | "text">} message */
  #add(message) {
    const { ticket } = this;
    const id = `${ticket.facts.id}-${ticket.messages.length + 1}`;
    ticket.messages.push({ id, at: new Date().toISOString(), channel: "email", ...message });
    this.draw();
    this.onMessage();
  }

  /** What stands in the composer becomes a message of the ticket. */
  #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    this.ticket.drafts[this.kind] = this.#field.value = "";
    this.#add({ author: "staff", audience: this.kind === "note" ? "internal" : "private", text });
  }

  /** @param {keyof typeof DESKS} name @param {{tabbed?: boolean, notes?: boolean}} looks */
  #build(name, { tabbed = false, notes = true }) {
    document.documentElement.lang = language;
    document.title = `${say("title")} · ${DESKS[name]}`;
    const choose = make("select", { id: "language", onchange: ({ target }) => (location.search = `?lang=${target.value}`) },
      LANGUAGES.map(({ code, own }) => make("option", { value: code, textContent: own, lang: code, selected: code === language })));
    const others = Object.entries(DESKS).map(([other, label]) => {
      const link = make("a", { href: `${other}.html?lang=${language}`, textContent: label });
      if (other === name) link.setAttribute("aria-current", "page");
      return link;
    });
    const header = make("header", {}, [
      make("p", { className: "brand", textContent: say("title") }),
      make("nav", { "aria-label": say("other") }, others),
      make("p", { className: "rehearsal", textContent: say("rehearsal") }),
      make("label", { htmlFor: "language", textContent: say("language") }),
      choose,
    ]);

    const kinds = (notes ? /** @type {const} */ (["reply", "note"]) : /** @type {const} */ (["reply"])).map((kind) => {
      const input = make("input", { type: "radio", name: "kind", id: kind, onchange: () => this.use(kind) });
      this.#kinds[kind] = input;
      return make("span", {}, [input, make("label", { htmlFor: kind, textContent: say(kind) })]);
    });
    this.#field.addEventListener("input", () => (this.ticket.drafts[this.kind] = this.#field.value));
    const composer = make("form", { onsubmit: (event) => (event.preventDefault(), this.#submit()) }, [
      make("fieldset", {}, [make("legend", { textContent: say("composer") }), ...kinds]),
      make("label", { htmlFor: "text", textContent: say("text") }),
      this.#field,
      make("p", { className: "acts" }, [
        make("button", { type: "submit", textContent: say("add") }),
        make("button", { type: "button", textContent: say("incoming"), className: "quiet", onclick: () =>
          this.#add({ author: "customer", audience: "private", text: say("incomingText") }) }),
      ]),
      this.#status,
    ]);

    const talk = make("div", { className: "talk" }, [this.#thread, this.#tags, composer]);
    const middle = make("main", { tabIndex: -1 }, [this.#subject]);
    if (tabbed) middle.append(this.#tabs(talk), talk, this.place);
    else middle.append(talk);
    const list = make("section", { className: "list", "aria-label": say("tickets") }, [make("h2", { textContent: say("tickets") }), this.#list]);
    const columns = make("div", { className: tabbed ? "columns tabbed" : "columns" }, [list, middle, ...(tabbed ? [] : [this.place])]);
    const record = make("details", {}, [make("summary", { textContent: say("log") }), this.#log]);
    document.body.replaceChildren(header, columns, record);
  }

  /** Two tabs; the widget is there only while its tab is open. @param {HTMLElement} talk */
  #tabs(talk) {
    const pair = [["messages", talk], ["app", this.place]].map(([key, pane]) => ({ pane, button: make("button", { type: "button", textContent: say(key) }) }));
    const show = (/** @type {HTMLElement} */ chosen) => {
      for (const { pane, button } of pair) {
        pane.hidden = pane !== chosen;
        button.setAttribute("aria-pressed", String(pane === chosen));
      }
    };
    for (const { pane, button } of pair) {
      button.addEventListener("click", () => {
        show(pane);
        this.onTab(pane === this.place);
      });
    }
    this.showMessages = () => show(talk);
    show(talk);
    return make("p", { className: "tabs" }, pair.map(({ button }) => button));
  }

  /** Called when a tab was chosen, with whether it is the widget's. @type {(widget: boolean) => void} */
  onTab = () => {};
  /** Goes back to the messages, where there are tabs. */
  showMessages = () => {};
}

/** A new, empty frame in the widget's place. @param {Desk} desk */
export function newFrame({ place }) {
  const frame = /** @type {HTMLIFrameElement} */ (make("iframe", { title: say("app") }));
  place.replaceChildren(frame);
  return frame;
}

/** The page inside frames. @param {Record<string, string>} [query] */
export function appAddress(query = {}) {
  const address = new URL("../embed.html", import.meta.url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}
