// A document that is only written down: what the program draws into it comes out as a recipe, from which a page draws the
// same. It has what the program asks of a document while it draws first, and no more.

/** @typedef {import("./types.d.ts").Recipe} Recipe */

/** The document. */
export const paper = {
  /** @param {string} tag */
  createElement: (tag) => new Thing(tag),
  /** @param {string} text */
  createTextNode: (text) => new Words(text),
};

class Sheet {
  /** @type {Thing | null} */
  parentNode = null;
  ownerDocument = paper;
  get parentElement() {
    return this.parentNode;
  }
  /** @returns {Thing | Words | null} */
  get nextSibling() {
    /** @type {Sheet[]} */
    const beside = this.parentNode?.childNodes ?? [];
    return /** @type {any} */ (beside[beside.indexOf(this) + 1]) ?? null;
  }
  getRootNode() {
    return paper;
  }
  remove() {
    this.parentNode?.removeChild(/** @type {any} */ (this));
  }
}

class Words extends Sheet {
  /** @param {string} text */
  constructor(text) {
    super();
    this.nodeValue = text;
  }
}

class Thing extends Sheet {
  namespaceURI = "http://www.w3.org/1999/xhtml";
  /** @type {(Thing | Words)[]} */
  childNodes = [];
  /** @type {Map<string, string>} */
  attributes = new Map();
  /** @param {string} tag */
  constructor(tag) {
    super();
    this.tag = tag;
  }
  /** @returns {Thing | Words | null} */
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  set className(/** @type {string} */ names) {
    this.attributes.set("class", names);
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  /** @param {Thing | Words} node @param {Thing | Words | null} next */
  insertBefore(node, next) {
    node.remove();
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, node);
    node.parentNode = this;
    return node;
  }
  /** @param {Thing | Words} node */
  removeChild(node) {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
    return node;
  }
  /** @param {(Thing | Words)[]} nodes */
  replaceChildren(...nodes) {
    for (const node of [...this.childNodes]) node.remove();
    for (const node of nodes) this.insertBefore(node, null);
  }
  cloneNode() {
    const copy = new Thing(this.tag);
    copy.attributes = new Map(this.attributes);
    return copy;
  }
  querySelector() {
    return null;
  }
  addEventListener() {}
  removeEventListener() {}
}

/** What every element has; anything else was set by the program, such as a style. */
const own = new Set(Object.keys(new Thing("")));

/** Classes of what is there for the keyboard and for ears alone. */
const UNSEEN = ["skip", "visually-hidden"];

/** @param {Thing | Words} node */
const isSeen = (node) =>
  node instanceof Words || !(node.attributes.has("hidden") || UNSEEN.includes(node.attributes.get("class") ?? ""));

/**
 * How to draw what is seen there.
 * @param {Thing | Words} node
 * @returns {Recipe}
 */
export function recipe(node) {
  if (node instanceof Words) return node.nodeValue;
  // The program's notes to itself begin with two lines.
  const set = Object.entries(node).filter(([name]) => !own.has(name) && !name.startsWith("__"));
  return [node.tag, [...node.attributes], Object.fromEntries(set), ...node.childNodes.filter(isSeen).map(recipe)];
}

/** Gives the program this document, in a worker, which has none. */
export function spread() {
  const only = (/** @type {unknown} */ one) => ({ [Symbol.hasInstance]: (/** @type {unknown} */ it) => it === one });
  const [Document, Window] = [only(paper), only(self)];
  Object.assign(self, { window: self, document: paper, Element: Thing, HTMLElement: Thing, Document, Window });
}
