// Text to the clipboard, also in frames that may not use the asynchronous clipboard: there the old command still works.

/**
 * Copies, and says whether it could.
 * @param {string} text
 * @param {Node} [near] where the agent is: a dialog keeps focus inside, and so must the field to copy from
 * @param {string} [html] the same as HTML, for where it can be pasted
 */
export async function copy(text, near = document.body, html) {
  // Asking where it is forbidden would be noted as a violation.
  const policy = /** @type {any} */ (document).featurePolicy;
  const refused = policy?.allowsFeature("clipboard-write") === false;
  // HTML by the old command first: the newer way parses it in this page, whose policy would strip its styles.
  if ((refused || html !== undefined) && copyByCommand(text, near, html)) return true;
  if (refused) return false;
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(text), "text/html": blob(html, "html") })]);
    return true;
  } catch {
    return copyByCommand(text, near);
  }
}

/**
 * @param {string} content
 * @param {string} [kind]
 */
const blob = (content, kind = "plain") => new Blob([content], { type: `text/${kind}` });

/**
 * @param {string} text
 * @param {Node} near
 * @param {string} [html]
 */
function copyByCommand(text, near, html) {
  const page = near.ownerDocument ?? document;
  const place = near.getRootNode();
  const focused = place instanceof ShadowRoot ? place.activeElement : page.activeElement;
  const field = page.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-hidden", "true");
  // Through CSSOM: a style attribute would break a strict policy.
  for (const [name, value] of [["position", "fixed"], ["opacity", "0"], ["inset", "0 auto auto 0"]]) {
    field.style.setProperty(String(name), String(value));
  }
  /** @param {ClipboardEvent} event */
  const fill = (event) => {
    // Whatever is selected, this is what gets copied.
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", fill, { capture: true, once: true });
  near.appendChild(field);
  try {
    field.select();
    return page.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    removeEventListener("copy", fill, { capture: true });
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
