// A desk without a protocol: the page sets the element's context and handles its events.
import { Desk } from "./desk.js";
import { language, say } from "./words.js";

const desk = await Desk.open("page");
const widget = document.createElement("clean-break");
widget.lang = language;
widget.setAttribute("host", "page");
const mode = new URLSearchParams(location.search).get("mode");
if (mode) widget.setAttribute("mode", mode);

/** The ticket as the widget reads it: the case, with what was written here. */
function show() {
  const { facts, messages, tags } = desk.ticket;
  widget.context = { ticket: facts.id, payload: { ...facts, messages, tags } };
}

/**
 * The page does what was asked, if it was asked for the ticket that is open.
 * @param {string} name
 * @param {(detail: any) => void} act
 */
function handle(name, act) {
  widget.addEventListener(name, (event) => {
    desk.log({ from: "app", message: { event: name, ...event.detail } });
    if (event.detail.ticket !== desk.ticket.facts.id) return desk.tell(say("refused"));
    event.preventDefault();
    act(event.detail);
  });
}

handle("cb-insert-reply", ({ text }) => {
  desk.use("reply");
  desk.insert(text);
});
handle("cb-add-note", ({ text }) => {
  desk.use("note");
  desk.insert(text);
});
handle("cb-add-tags", ({ tags }) => desk.addTags(tags));
for (const name of ["cb-ready", "cb-copy", "cb-error"]) {
  widget.addEventListener(name, ({ detail }) => desk.log({ from: "app", message: { event: name, ...detail, cause: undefined } }));
}

desk.onSwitch = show;
desk.onMessage = show;
show();
desk.place.replaceChildren(widget);
