// The page that says what to put where. It draws itself anew from its form; `blocks.js` knows the desks.
import * as blocks from "./blocks.js";
import { WORDS } from "./words.js";

const query = new URLSearchParams(location.search);
const language = [query.get("lang"), ...navigator.languages, "en"]
  .map((tag) => tag?.split("-")[0] ?? "")
  .find((code) => Object.hasOwn(WORDS, code));
const words = WORDS[language];
const own = new URL("../", import.meta.url).href;

/** Hashes of the released files; none in a development build. */
const hashes = fetch(new URL("embed/sri.json", own))
  .then(async (response) => (response.ok ? (await response.json()).files : undefined))
  .catch(() => undefined);

/**
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {(Node | string)[]} [children]
 */
function make(name, properties = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const status = make("p", { role: "status", className: "status" });
const result = make("div", { className: "result" });

/** A line of text with its hint and its fault. */
function field(id, value) {
  const fault = make("p", { id: `${id}-fault`, className: "fault", role: "alert", textContent: words.badAddress, hidden: true });
  const input = make("input", { id, value, inputMode: "url", autocomplete: "off", spellcheck: false, oninput: draw });
  const hint = make("p", { id: `${id}-hint`, className: "hint", textContent: words[`${id}Hint`] });
  const row = make("div", { className: "row" }, [make("label", { htmlFor: id, textContent: words[id] }), input, hint, fault]);
  const read = () => {
    const url = blocks.addressOf(input.value);
    fault.hidden = url !== undefined;
    input.setAttribute("aria-invalid", String(url === undefined));
    // What is hidden is read out all the same where a field is described by it.
    input.setAttribute("aria-describedby", url ? `${id}-hint` : `${id}-fault ${id}-hint`);
    return url;
  };
  return { row, read };
}

/** One of a few, as radio buttons. */
function choice(name, title, entries, chosen) {
  const inputs = entries.map(([value, label]) => {
    const input = make("input", { type: "radio", name, id: `${name}-${value}`, value, checked: value === chosen, onchange: draw });
    return make("span", {}, [input, make("label", { htmlFor: input.id, textContent: label })]);
  });
  const row = make("fieldset", {}, [make("legend", { textContent: title }), ...inputs]);
  return { row, read: () => row.querySelector("input:checked").value };
}

const DESKS = [["zendesk", "Zendesk"], ["chatwoot", "Chatwoot"], ["front", "Front"], ["page", words.anyPage]];
const known = DESKS.some(([name]) => name === query.get("desk"));
const desk = choice("desk", words.desk, DESKS, known ? query.get("desk") : "zendesk");
const mode = choice("mode", words.mode, ["auto", "inline", "frame"].map((name) => [name, words[name]]), "auto");
const base = field("base", own);
const origin = field("origin", "https://support.example.com");
const integrity = make("input", { type: "checkbox", id: "integrity", checked: true, onchange: draw });
const noIntegrity = make("p", { className: "hint", textContent: words.noIntegrity });
const check = make("div", { className: "row" }, [
  make("span", {}, [integrity, make("label", { htmlFor: "integrity", textContent: words.integrity })]),
  noIntegrity,
]);

/** Only the newest drawing counts: hashes come later. */
let turn = 0;

async function draw() {
  const mine = ++turn;
  status.textContent = "";
  const name = desk.read();
  base.row.hidden = name === "zendesk";
  origin.row.hidden = name !== "chatwoot" && name !== "page";
  mode.row.hidden = check.hidden = name !== "page";
  const [files, site] = [base.read(), origin.read()];
  const hashed = files && blocks.folderOf(files) === own ? await hashes : undefined;
  if (mine !== turn) return;
  integrity.disabled = !hashed;
  noIntegrity.hidden = hashed !== undefined;
  if ((!base.row.hidden && !files) || (!origin.row.hidden && !site)) return result.replaceChildren();
  const folder = blocks.folderOf(files ?? new URL(own));
  const made = {
    zendesk: () => blocks.zendesk(),
    chatwoot: () => blocks.chatwoot(folder, site.origin),
    front: () => blocks.front(folder),
    page: () => blocks.page(folder, site.origin, { mode: mode.read(), files: integrity.checked ? hashed : undefined }),
  };
  const list = await made[name]();
  if (mine === turn) result.replaceChildren(...list.map(block));
}

/** @param {import("./blocks.js").Block} block */
function block({ title, code, note }, at) {
  const id = `block-${at}`;
  const parts = [make("h2", { id, textContent: words[title] })];
  if (code) {
    const copy = make("button", { type: "button", textContent: words.copy, onclick: () => put(code) });
    copy.setAttribute("aria-describedby", id);
    const text = make("pre", { tabIndex: 0 }, [make("code", { textContent: code })]);
    text.setAttribute("role", "group");
    text.setAttribute("aria-labelledby", id);
    parts.push(text, copy);
  }
  if (note) parts.push(make("p", { className: "hint", textContent: words[note] }));
  return make("section", { className: "card" }, parts);
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = words.copied;
  } catch {
    status.textContent = words.copyFailed;
  }
}

document.documentElement.lang = language;
document.title = words.title;
const chosen = make("select", { id: "language", onchange: () => {
  location.search = new URLSearchParams({ lang: chosen.value, desk: desk.read() }).toString();
} }, Object.entries(WORDS).map(([code, { own }]) => make("option", { value: code, textContent: own, lang: code, selected: code === language })));
document.body.replaceChildren(
  make("main", {}, [
    make("div", { className: "head" }, [
      make("h1", { textContent: words.title }),
      make("span", {}, [make("label", { htmlFor: "language", textContent: words.language }), chosen]),
    ]),
    make("p", { textContent: words.intro }),
    make("form", { className: "card", onsubmit: (event) => event.preventDefault() }, [desk.row, base.row, origin.row, mode.row, check]),
    status,
    result,
    make("p", {}, [make("a", { href: `demo/zendesk.html?lang=${language}`, textContent: words.demo })]),
  ]),
);
draw();
