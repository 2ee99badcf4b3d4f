// What the rehearsal desks say, in the three languages of the widget.
const WORDS = {
  en: {
    title: "Rehearsal desk",
    rehearsal: "Rehearsal: invented customers. Nothing is sent anywhere.",
    language: "Language",
    tickets: "Tickets",
    ticket: "Ticket",
    messages: "Messages",
    customer: "Customer",
    note: "Internal note",
    staff: "Support",
    tags: "Tags",
    noTags: "none",
    composer: "Answer",
    reply: "Reply to the customer",
    text: "Text",
    add: "Add to the ticket",
    incoming: "A message comes in",
    incomingText: "Is anybody there? I am still waiting for an answer.",
    app: "Clean Break",
    log: "What desk and widget say to each other",
    fromApp: "widget",
    fromHost: "desk",
    inserted: "The widget wrote into the composer of ticket {ticket}.",
    tagged: "The widget added tags to ticket {ticket}.",
    refused: "Another ticket is open: nothing was written.",
    localOnly: "The Zendesk adapter trusts zendesk.com, and this machine only while the widget is served from it. Run this page with `cargo xtask serve`.",
    other: "Other desks",
  },
  fr: {
    title: "Outil de support fictif",
    rehearsal: "Répétition : clients inventés. Rien n’est envoyé nulle part.",
    language: "Langue",
    tickets: "Tickets",
    ticket: "Ticket",
    messages: "Messages",
    customer: "Client",
    note: "Note interne",
    staff: "Support",
    tags: "Étiquettes",
    noTags: "aucune",
    composer: "Réponse",
    reply: "Réponse au client",
    text: "Texte",
    add: "Ajouter au ticket",
    incoming: "Un message arrive",
    incomingText: "Y a-t-il quelqu’un ? J’attends toujours une réponse.",
    app: "Clean Break",
    log: "Ce que se disent l’outil et le widget",
    fromApp: "widget",
    fromHost: "outil",
    inserted: "Le widget a écrit dans la zone de réponse du ticket {ticket}.",
    tagged: "Le widget a ajouté des étiquettes au ticket {ticket}.",
    refused: "Un autre ticket est ouvert : rien n’a été écrit.",
    localOnly: "L’adaptateur Zendesk ne se fie qu’à zendesk.com, et à cette machine seulement si le widget en vient aussi. Ouvrez cette page avec `cargo xtask serve`.",
    other: "Autres outils",
  },
  it: {
    title: "Help desk di prova",
    rehearsal: "Prova: clienti inventati. Nulla viene inviato.",
    language: "Lingua",
    tickets: "Ticket",
    ticket: "Ticket",
    messages: "Messaggi",
    customer: "Cliente",
    note: "Nota interna",
    staff: "Assistenza",
    tags: "Etichette",
    noTags: "nessuna",
    composer: "Risposta",
    reply: "Risposta al cliente",
    text: "Testo",
    add: "Aggiungi al ticket",
    incoming: "Arriva un messaggio",
    incomingText: "C’è qualcuno? Sto ancora aspettando una risposta.",
    app: "Clean Break",
    log: "Che cosa si dicono l’help desk e il widget",
    fromApp: "widget",
    fromHost: "help desk",
    inserted: "Il widget ha scritto nella risposta del ticket {ticket}.",
    tagged: "Il widget ha aggiunto etichette al ticket {ticket}.",
    refused: "È aperto un altro ticket: non è stato scritto nulla.",
    localOnly: "L’adattatore per Zendesk si fida solo di zendesk.com, e di questo computer solo se anche il widget viene da qui. Apra questa pagina con `cargo xtask serve`.",
    other: "Altri help desk",
  },
};

/** Languages by their own names. */
export const LANGUAGES = { en: "English", fr: "Français", it: "Italiano" };

/** The reader's choice in the address, else the browser's. */
export const language = [new URLSearchParams(location.search).get("lang"), ...navigator.languages, "en"]
  .map((tag) => tag?.split("-")[0] ?? "")
  .find((code) => Object.hasOwn(WORDS, code));

/**
 * @param {keyof typeof WORDS.en} key
 * @param {Record<string, string>} [values]
 */
export const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[language][key]);
