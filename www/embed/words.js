// What is said when the program itself cannot speak: in the element, and in its frame. All other words are in the
// program's catalogues.
/** @typedef {import("./types.d.ts").FaultCode} FaultCode */

/** @type {Record<string, Partial<Record<FaultCode | "title" | "retry", string>>>} */
const WORDS = {
  en: {
    title: "Clean Break",
    retry: "Try again",
    wasm_load_failed: "Clean Break could not be loaded. Check the connection and try again; if that does not help, ask whoever looks after this page.",
    files_missing: "Clean Break’s files are not where this page looks for them. The connection is fine. Ask whoever looks after this page to check their address.",
    files_blocked: "This page’s policy keeps Clean Break’s files out. Their address must be in the page’s script-src and connect-src: ask whoever looks after this page.",
    wasm_blocked: "This page does not allow WebAssembly, which Clean Break needs. Ask whoever looks after this page to show it in a frame.",
    stopped: "Clean Break has stopped. Saved cases are still there. Reload the page.",
    frame_blocked: "This page’s policy does not allow Clean Break’s frame. Clean Break’s address must be in the page’s frame-src: ask whoever looks after this page.",
    frame_refused: "Clean Break’s own site does not let this page show it, or has no widget at that address. This page’s address must be in that site’s frame-ancestors: ask whoever looks after Clean Break.",
    frame_timeout: "Clean Break is taking too long to start. Check the connection and try again.",
    page_sandboxed: "This page runs in a sandbox and has no address of its own, so Clean Break’s frame cannot speak with it. Ask whoever looks after it to add “allow-same-origin” to the sandbox.",
    storage_unavailable: "This browser refuses to store anything here. Export the case before you leave.",
    bad_context: "This ticket could not be read. Open it again; if that does not help, paste the thread.",
    bad_src: "Clean Break’s files have no valid address. Ask whoever looks after this page to correct “src”.",
    desk_untrusted: "The help desk’s address is not one that Clean Break trusts, so no ticket is read. Ask whoever installed it to check the address.",
    desk_silent: "The help desk does not answer. Open the ticket again; if that does not help, reload the page.",
    desk_refused: "The help desk refused. Copy the text instead.",
    other_ticket: "Another ticket is open now. Nothing was inserted. Go back to the first one and try again.",
    message_unknown: "A message that Clean Break does not know was set aside.",
    message_replayed: "A message that came twice was set aside.",
    message_too_large: "A message of more than 4 MB was set aside.",
  },
  de: {
    title: "Clean Break",
    retry: "Erneut versuchen",
    wasm_load_failed: "Clean Break konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es erneut; hilft das nicht, wenden Sie sich an die Stelle, die diese Seite betreut.",
    files_missing: "Die Dateien von Clean Break liegen nicht dort, wo diese Seite sie sucht. Die Verbindung ist in Ordnung. Bitten Sie die Stelle, die diese Seite betreut, die Adresse zu prüfen.",
    files_blocked: "Die Sicherheitsregeln dieser Seite lassen die Dateien von Clean Break nicht zu. Deren Adresse muss in script-src und connect-src der Seite stehen: Wenden Sie sich an die Stelle, die diese Seite betreut.",
    wasm_blocked: "Diese Seite erlaubt kein WebAssembly, das Clean Break braucht. Bitten Sie die Stelle, die diese Seite betreut, es in einem Rahmen anzuzeigen.",
    stopped: "Clean Break ist stehen geblieben. Gespeicherte Vorgänge sind noch da. Laden Sie die Seite neu.",
    frame_blocked: "Die Sicherheitsregeln dieser Seite lassen den Rahmen von Clean Break nicht zu. Die Adresse von Clean Break muss in frame-src der Seite stehen: Wenden Sie sich an die Stelle, die diese Seite betreut.",
    frame_refused: "Die Website von Clean Break erlaubt dieser Seite nicht, es anzuzeigen, oder hat unter dieser Adresse kein Widget. Die Adresse dieser Seite muss dort in frame-ancestors stehen: Wenden Sie sich an die Stelle, die Clean Break betreut.",
    frame_timeout: "Clean Break braucht zu lange zum Starten. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
    page_sandboxed: "Diese Seite läuft in einer Sandbox und hat keine eigene Adresse; der Rahmen von Clean Break kann deshalb nicht mit ihr sprechen. Bitten Sie die Stelle, die sie betreut, die Sandbox um „allow-same-origin“ zu ergänzen.",
    storage_unavailable: "Dieser Browser speichert hier nichts. Exportieren Sie den Vorgang, bevor Sie gehen.",
    bad_context: "Dieses Ticket konnte nicht gelesen werden. Öffnen Sie es erneut; hilft das nicht, fügen Sie den Verlauf ein.",
    bad_src: "Die Adresse der Dateien von Clean Break ist ungültig. Bitten Sie die Stelle, die diese Seite betreut, „src“ zu berichtigen.",
    desk_untrusted: "Clean Break vertraut der Adresse des Helpdesks nicht; deshalb wird kein Ticket gelesen. Bitten Sie die Stelle, die es installiert hat, die Adresse zu prüfen.",
    desk_silent: "Der Helpdesk antwortet nicht. Öffnen Sie das Ticket erneut; hilft das nicht, laden Sie die Seite neu.",
    desk_refused: "Der Helpdesk hat abgelehnt. Kopieren Sie den Text stattdessen.",
    other_ticket: "Jetzt ist ein anderes Ticket offen. Es wurde nichts eingefügt. Gehen Sie zum ersten zurück und versuchen Sie es erneut.",
    message_unknown: "Eine Nachricht, die Clean Break nicht kennt, wurde beiseitegelegt.",
    message_replayed: "Eine Nachricht, die zweimal kam, wurde beiseitegelegt.",
    message_too_large: "Eine Nachricht von mehr als 4 MB wurde beiseitegelegt.",
  },
  fr: {
    title: "Clean Break",
    retry: "Réessayer",
    wasm_load_failed: "Clean Break n’a pas pu être chargé. Vérifiez la connexion et réessayez ; si cela ne suffit pas, adressez-vous au responsable de cette page.",
    files_missing: "Les fichiers de Clean Break ne se trouvent pas là où cette page les cherche. La connexion fonctionne. Demandez au responsable de cette page de vérifier leur adresse.",
    files_blocked: "Les règles de sécurité de cette page écartent les fichiers de Clean Break. Leur adresse doit figurer dans script-src et connect-src de la page : adressez-vous à son responsable.",
    wasm_blocked: "Cette page n’autorise pas WebAssembly, dont Clean Break a besoin. Demandez au responsable de cette page de l’afficher dans un cadre.",
    stopped: "Clean Break s’est arrêté. Les dossiers enregistrés sont toujours là. Rechargez la page.",
    frame_blocked: "Les règles de sécurité de cette page n’autorisent pas le cadre de Clean Break. L’adresse de Clean Break doit figurer dans frame-src de la page : adressez-vous à son responsable.",
    frame_refused: "Le site de Clean Break ne permet pas à cette page de l’afficher, ou n’a pas de widget à cette adresse. L’adresse de la page doit figurer dans frame-ancestors de ce site : adressez-vous au responsable de Clean Break.",
    frame_timeout: "Clean Break met trop de temps à démarrer. Vérifiez la connexion et réessayez.",
    page_sandboxed: "Cette page s’exécute dans un bac à sable et n’a pas d’adresse propre : le cadre de Clean Break ne peut pas communiquer avec elle. Demandez à son responsable d’ajouter « allow-same-origin » au bac à sable.",
    storage_unavailable: "Ce navigateur refuse tout enregistrement ici. Exportez le dossier avant de partir.",
    bad_context: "Ce ticket n’a pas pu être lu. Rouvrez-le ; si cela ne suffit pas, collez l’échange.",
    bad_src: "L’adresse des fichiers de Clean Break n’est pas valable. Demandez au responsable de cette page de corriger « src ».",
    desk_untrusted: "L’adresse de l’outil de support n’est pas reconnue par Clean Break : aucun ticket n’est lu. Demandez à la personne qui l’a installé de vérifier l’adresse.",
    desk_silent: "L’outil de support ne répond pas. Rouvrez le ticket ; si cela ne suffit pas, rechargez la page.",
    desk_refused: "L’outil de support a refusé. Copiez plutôt le texte.",
    other_ticket: "Un autre ticket est maintenant ouvert. Rien n’a été inséré. Revenez au premier et réessayez.",
    message_unknown: "Un message inconnu de Clean Break a été écarté.",
    message_replayed: "Un message reçu deux fois a été écarté.",
    message_too_large: "Un message de plus de 4 Mo a été écarté.",
  },
  it: {
    title: "Clean Break",
    retry: "Riprova",
    wasm_load_failed: "Non è stato possibile caricare Clean Break. Controlli la connessione e riprovi; se non basta, si rivolga a chi gestisce questa pagina.",
    files_missing: "I file di Clean Break non sono dove questa pagina li cerca. La connessione funziona. Chieda a chi gestisce questa pagina di controllare il loro indirizzo.",
    files_blocked: "Le regole di sicurezza di questa pagina escludono i file di Clean Break. Il loro indirizzo deve stare in script-src e connect-src della pagina: si rivolga a chi la gestisce.",
    wasm_blocked: "Questa pagina non consente WebAssembly, di cui Clean Break ha bisogno. Chieda a chi gestisce la pagina di mostrarlo in un riquadro.",
    stopped: "Clean Break si è fermato. I casi salvati sono ancora lì. Ricarichi la pagina.",
    frame_blocked: "Le regole di sicurezza di questa pagina non consentono il riquadro di Clean Break. L’indirizzo di Clean Break deve stare nel frame-src della pagina: si rivolga a chi la gestisce.",
    frame_refused: "Il sito di Clean Break non consente a questa pagina di mostrarlo, oppure a quell’indirizzo non c’è alcun widget. L’indirizzo della pagina deve stare nel frame-ancestors di quel sito: si rivolga a chi gestisce Clean Break.",
    frame_timeout: "Clean Break impiega troppo tempo ad avviarsi. Controlli la connessione e riprovi.",
    page_sandboxed: "Questa pagina è in una sandbox e non ha un indirizzo proprio: il riquadro di Clean Break non può comunicare con essa. Chieda a chi la gestisce di aggiungere «allow-same-origin» alla sandbox.",
    storage_unavailable: "Questo browser non consente di salvare nulla qui. Esporti il caso prima di uscire.",
    bad_context: "Non è stato possibile leggere questo ticket. Lo riapra; se non basta, incolli la conversazione.",
    bad_src: "L’indirizzo dei file di Clean Break non è valido. Chieda a chi gestisce questa pagina di correggere «src».",
    desk_untrusted: "L’indirizzo dell’help desk non è tra quelli di cui Clean Break si fida: non viene letto alcun ticket. Chieda a chi lo ha installato di controllare l’indirizzo.",
    desk_silent: "L’help desk non risponde. Riapra il ticket; se non basta, ricarichi la pagina.",
    desk_refused: "L’help desk ha rifiutato. Copi piuttosto il testo.",
    other_ticket: "Ora è aperto un altro ticket. Non è stato inserito nulla. Torni al primo e riprovi.",
    message_unknown: "Un messaggio sconosciuto a Clean Break è stato scartato.",
    message_replayed: "Un messaggio arrivato due volte è stato scartato.",
    message_too_large: "Un messaggio di oltre 4 MB è stato scartato.",
  },
  es: {
    title: "Clean Break",
    retry: "Intentar de nuevo",
    wasm_load_failed: "No se pudo cargar Clean Break. Compruebe la conexión e inténtelo de nuevo; si no basta, consulte a quien se ocupa de esta página.",
    files_missing: "Los archivos de Clean Break no están donde esta página los busca. La conexión funciona. Pida a quien se ocupa de esta página que compruebe su dirección.",
    files_blocked: "La política de seguridad de esta página no deja pasar los archivos de Clean Break. Su dirección debe figurar en script-src y connect-src de la página: consulte a quien se ocupa de ella.",
    wasm_blocked: "Esta página no permite WebAssembly, que Clean Break necesita. Pida a quien se ocupa de esta página que lo muestre en un marco.",
    stopped: "Clean Break se ha detenido. Los casos guardados siguen ahí. Vuelva a cargar la página.",
    frame_blocked: "La política de seguridad de esta página no permite el marco de Clean Break. La dirección de Clean Break debe figurar en frame-src de la página: consulte a quien se ocupa de ella.",
    frame_refused: "El sitio de Clean Break no permite que esta página lo muestre, o no tiene ningún widget en esa dirección. La dirección de la página debe figurar en frame-ancestors de ese sitio: consulte a quien se ocupa de Clean Break.",
    frame_timeout: "Clean Break tarda demasiado en iniciarse. Compruebe la conexión e inténtelo de nuevo.",
    page_sandboxed: "Esta página se ejecuta en un entorno aislado (sandbox) y no tiene dirección propia, por lo que el marco de Clean Break no puede comunicarse con ella. Pida a quien se ocupa de ella que añada «allow-same-origin» al sandbox.",
    storage_unavailable: "Este navegador no permite guardar nada aquí. Exporte el caso antes de salir.",
    bad_context: "No se pudo leer este ticket. Ábralo de nuevo; si no basta, pegue la conversación.",
    bad_src: "Los archivos de Clean Break no tienen una dirección válida. Pida a quien se ocupa de esta página que corrija «src».",
    desk_untrusted: "La dirección de la herramienta de soporte no es de confianza para Clean Break, así que no se lee ningún ticket. Pida a quien lo instaló que compruebe la dirección.",
    desk_silent: "La herramienta de soporte no responde. Abra el ticket de nuevo; si no basta, vuelva a cargar la página.",
    desk_refused: "La herramienta de soporte no lo permitió. Copie el texto en su lugar.",
    other_ticket: "Ahora hay otro ticket abierto. No se insertó nada. Vuelva al primero e inténtelo de nuevo.",
    message_unknown: "Se descartó un mensaje que Clean Break no conoce.",
    message_replayed: "Se descartó un mensaje que llegó dos veces.",
    message_too_large: "Se descartó un mensaje de más de 4 MB.",
  },
};

/**
 * The first of these languages that there are words in, else English.
 * @param {readonly (string | null | undefined)[]} tags BCP 47 tags, best first
 */
export function pickLanguage(tags) {
  const codes = tags.map((tag) => tag?.toLowerCase().split("-")[0] ?? "");
  return codes.find((code) => Object.hasOwn(WORDS, code)) ?? "en";
}

/**
 * @param {FaultCode | "title" | "retry"} code
 * @param {string} language one of `pickLanguage`
 */
export const say = (code, language) => WORDS[language]?.[code] ?? WORDS.en?.[code] ?? code;

/** With these nothing can be shown; any other fault leaves the widget as it is. @type {readonly FaultCode[]} */
export const FATAL = [
  "wasm_load_failed",
  "files_missing",
  "files_blocked",
  "wasm_blocked",
  "stopped",
  "frame_blocked",
  "frame_refused",
  "frame_timeout",
  "page_sandboxed",
  "bad_src",
  "desk_untrusted",
];

/** What trying again may mend. @type {readonly FaultCode[]} */
export const MENDABLE = ["wasm_load_failed", "files_missing", "frame_blocked", "frame_refused", "frame_timeout"];

/** Something went wrong in a way that has a code. */
export class CleanBreakError extends Error {
  name = "CleanBreakError";

  /**
   * @param {FaultCode} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    super(say(code, "en"), { cause });
    this.code = code;
  }
}

/**
 * Where the program would be, what happened and what to do.
 * @param {{document: Document, code: FaultCode, language: string, retry?: (() => void) | undefined}} setup
 */
export function panel({ document, code, language, retry }) {
  const box = document.createElement("div");
  box.setAttribute("part", "fault");
  box.setAttribute("role", "alert");
  box.lang = language;
  box.className = "cb-fault";
  const words = document.createElement("p");
  words.textContent = say(code, language);
  box.append(words);
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("part", "retry");
    button.textContent = say("retry", language);
    button.addEventListener("click", retry, { once: true });
    box.append(button);
  }
  return box;
}
