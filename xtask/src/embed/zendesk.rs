//! The Zendesk app: a folder that `zcli apps:package` takes as it is. All files are in the package: there is no server.

use serde_json::{Value, json};

use super::{VERSION, logo, pretty};
use crate::site::Site;

/// Zendesk's two sizes of an app's picture, in pixels.
const LOGOS: [(&str, u32); 2] = [("assets/logo.png", 320), ("assets/logo-small.png", 128)];

/// What Zendesk shows about the app in one language.
struct Words {
    language: &'static str,
    short: &'static str,
    long: &'static str,
    install: &'static str,
    /// The setting's name, and what it is for.
    tag: [&'static str; 2],
    own_names: [&'static str; 2],
}

/// What Zendesk shows about the app, in each language of `www/locales/`.
const WORDS: [Words; 5] = [
    Words {
        language: "de",
        short: "Beziehung retten oder sauber trennen: das offene Ticket, gelesen und begleitet.",
        long: "Liest das offene Ticket, gewichtet die Anzeichen für eine Kündigung und führt Schritt für Schritt durch eine Nachbesserung oder eine saubere Trennung. Alles bleibt im Browser des Support-Teams.",
        install: "Wählen Sie, wer die App sieht, und installieren Sie sie. Sie braucht keine Schlüssel.",
        tag: [
            "Stichwort",
            "Was „Ticket mit Stichwort versehen“ dem Ticket hinzufügt, ohne Leerzeichen. Leer: clean-break:parting.",
        ],
        own_names: ["Namen Ihres Unternehmens", "Durch Kommas getrennt. „Ich verlasse Acme“ meint dann Sie."],
    },
    Words {
        language: "en",
        short: "Repair the relationship or part cleanly: the open ticket, read and guided.",
        long: "Reads the open ticket, weighs the signs that the customer will leave, and guides a repair or a clean break step by step. Everything stays in the agent’s browser.",
        install: "Choose who sees the app and install it. It needs no keys.",
        tag: ["Tag", "What “Tag ticket” adds to a ticket, without blanks. Empty: clean-break:parting."],
        own_names: ["Names of your company", "Separated by commas. “I am leaving Acme” then means you."],
    },
    Words {
        language: "fr",
        short: "Réparer la relation ou se quitter proprement : le ticket ouvert, lu et guidé.",
        long: "Lit le ticket ouvert, pèse les signes d’un départ et guide pas à pas une réparation ou une séparation nette. Tout reste dans le navigateur de l’agent.",
        install: "Choisissez qui voit l’application, puis installez-la. Elle ne demande aucune clé.",
        tag: ["Étiquette", "Ce que « Étiqueter le ticket » ajoute au ticket, sans espace. Vide : clean-break:parting."],
        own_names: ["Noms de votre entreprise", "Séparés par des virgules. « Je quitte Acme » vous désigne alors."],
    },
    Words {
        language: "it",
        short: "Riparare il rapporto o separarsi in modo pulito: il ticket aperto, letto e guidato.",
        long: "Legge il ticket aperto, valuta i segnali di abbandono e guida passo dopo passo una riparazione o una separazione pulita. Tutto resta nel browser dell’operatore.",
        install: "Scelga chi vede l’app e la installi. Non servono chiavi.",
        tag: ["Etichetta", "Ciò che si aggiunge al ticket per etichettarlo, senza spazi. Vuoto: clean-break:parting."],
        own_names: ["Nomi della vostra azienda", "Separati da virgole. «Lascio Acme» indica allora voi."],
    },
    Words {
        language: "es",
        short: "Reparar la relación o separarse de forma limpia: el ticket abierto, leído y guiado.",
        long: "Lee el ticket abierto, sopesa las señales de que el cliente se irá y guía paso a paso una reparación o una separación limpia. Todo se queda en el navegador del agente.",
        install: "Elija quién ve la aplicación e instálela. No necesita claves.",
        tag: ["Etiqueta", "Lo que «Etiquetar el ticket» añade al ticket, sin espacios. Vacío: clean-break:parting."],
        own_names: ["Nombres de su empresa", "Separados por comas. «Dejo Acme» se refiere entonces a ustedes."],
    },
];

/// The app's folder.
///
/// # Errors
/// When JSON or a picture cannot be written.
pub fn app(widget: &Site) -> anyhow::Result<Site> {
    let mut app = Site::default();
    for (path, bytes) in widget.iter() {
        app.add(std::path::Path::new("assets").join(path), bytes.to_vec());
    }
    for (path, size) in LOGOS {
        app.add(path, logo::png(size)?);
    }
    app.add("manifest.json", pretty(&manifest())?);
    for Words { language, short, long, install, tag: [tag, help], own_names: [names, names_help] } in WORDS {
        let words = json!({ "app": {
            "name": "Clean Break",
            "short_description": short,
            "long_description": long,
            "installation_instructions": install,
            "parameters": {
                "tag": { "label": tag, "helpText": help },
                "own_names": { "label": names, "helpText": names_help },
            },
        } });
        app.add(format!("translations/{language}.json"), pretty(&words)?);
    }
    Ok(app)
}

fn manifest() -> Value {
    json!({
        "name": "Clean Break",
        // Whoever packages the app puts their own here.
        "author": { "name": "Clean Break", "email": "help-desk@example.com", "url": "https://example.com" },
        "defaultLocale": "en",
        "private": true,
        "location": { "support": { "ticket_sidebar": {
            "url": "assets/embed.html",
            "flexible": true,
            "size": { "height": "480px" },
        } } },
        "parameters": [
            { "name": "tag", "type": "text", "required": false },
            { "name": "own_names", "type": "text", "required": false },
        ],
        "version": VERSION,
        "frameworkVersion": "2.0",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_widget_is_one_of_the_apps() {
        let files = std::fs::read_dir(crate::tools::root().join("www/locales")).unwrap();
        let mut languages: Vec<_> = files.map(|file| file.unwrap().path().file_stem().unwrap().to_owned()).collect();
        let mut known: Vec<_> = WORDS.iter().map(|words| words.language).collect();
        languages.sort();
        known.sort_unstable();
        assert_eq!(languages, known);
    }

    #[test]
    fn the_manifest_names_files_that_are_there() {
        let mut widget = Site::default();
        widget.add("embed.html", Vec::new());
        let app = app(&widget).unwrap();
        let paths: Vec<_> = app.iter().map(|(path, _)| super::super::sri::slashed(path)).collect();
        let manifest = manifest();
        let url = manifest.pointer("/location/support/ticket_sidebar/url").and_then(Value::as_str).unwrap();
        let default = manifest.get("defaultLocale").and_then(Value::as_str).unwrap();
        for path in [url, &format!("translations/{default}.json"), "assets/logo.png", "assets/logo-small.png"] {
            assert!(paths.iter().any(|known| known == path), "{path} is missing from {paths:?}");
        }
    }
}
