// The element's own style sheets, around those of the widget. Constructed sheets pass every policy.
const sheet = (/** @type {string} */ text) => {
  // Node, where the class may be imported though never used, has none.
  const made = globalThis.CSSStyleSheet && new CSSStyleSheet();
  made?.replaceSync(text);
  return made;
};

/** First: what the page's styles set on the element, and would be inherited, ends here. */
export const RESET = sheet(":host{display:block}[part=widget],.cb-fault{all:initial;display:block}");

/** Last: what the element insists on. */
export const FRAME = sheet(`:host{min-height:0}:host([hidden]){display:none!important}
iframe{display:block;border:0;width:100%;height:100%;min-height:320px}
.clean-break{min-height:0}
.cb-fault{font:14px/1.45 system-ui,sans-serif;padding:16px;color:#1d2327;background:#f6f5f2}
.cb-fault p{margin:0}.cb-fault button{font:inherit;margin-top:12px;min-height:32px;padding:0 12px}
@media (prefers-color-scheme:dark){.cb-fault{color:#e8e6e1;background:#15181a}}`);
