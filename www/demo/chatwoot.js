// A desk that speaks Chatwoot's protocol: the widget is a tab of the conversation, made when it is opened and gone when
// another conversation is. Nothing can be written back; the widget offers Copy.
import { Desk, appAddress, newFrame } from "./desk.js";
import { ChatwootHost } from "./hosts/chatwoot.js";
import { chatwoot } from "./tickets.js";
import { language } from "./words.js";

const desk = await Desk.open("chatwoot", { tabbed: true });
const dark = matchMedia("(prefers-color-scheme: dark)");
/** @type {ChatwootHost | undefined} */
let host;

function leave() {
  host?.close();
  host = undefined;
  desk.place.replaceChildren();
}

desk.onTab = (isWidget) => {
  if (!isWidget || host) return;
  host = new ChatwootHost({
    frame: newFrame(desk),
    app: appAddress({ host: "chatwoot", host_origin: location.origin, lang: language }),
    read: () => chatwoot(desk.ticket, dark.matches ? "dark" : "light"),
    onLog: (entry) => desk.log(entry),
  });
  host.start();
  globalThis.host = host;
};

desk.onSwitch = () => {
  leave();
  desk.showMessages();
};
dark.addEventListener("change", () => host?.tell());
