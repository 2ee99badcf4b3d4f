//! Effects that nothing up to the first verdict asks for: with the help desk, the clipboard, files. See `ui::later`.

use js_sys::{JSON, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Context;

use super::App;
use super::effects::{Link, act, called, file_failed, text};
use crate::case::Language;
use crate::host::{Answer, Intent, IntentKind};
use crate::json;
use crate::ui::browser;
use crate::ui::lock;
use crate::ui::state::{Action, Carried, CaseAction, Effect, Files, HostAction, Library, StartAction};
use crate::words::{Key, Text, say};

/// Playbooks, rule packs, holidays and alternatives that come with the site.
const PLAYBOOKS: [&str; 18] = [
    "playbooks/consumer_subscription_eu.json",
    "playbooks/consumer_subscription_eu.1.json",
    "playbooks/consumer_subscription_eu.2.json",
    "playbooks/consumer_subscription_eu.3.json",
    "playbooks/consumer_goods.json",
    "playbooks/consumer_goods.1.json",
    "playbooks/consumer_switching.json",
    "playbooks/consumer_switching.1.json",
    "playbooks/consumer_switching.2.json",
    "playbooks/business_software.json",
    "playbooks/business_software.1.json",
    "playbooks/business_software.2.json",
    "playbooks/generic.json",
    "playbooks/generic.1.json",
    "playbooks/repair.json",
    "playbooks/second_chance.json",
    "playbooks/settle.json",
    "playbooks/settle.1.json",
];
/// What every playbook has beside its own steps, in every version.
const BRANCHES: [&str; 2] = ["branches/branches.json", "branches/branches.1.json"];
const PACKS: [&str; 9] = [
    "rules/eu.json",
    "rules/de.json",
    "rules/es.json",
    "rules/fr.json",
    "rules/gb.json",
    "rules/it.json",
    "rules/us.json",
    "rules/us-ca.json",
    "rules/us-ny.json",
];
const HOLIDAYS: &str = "holidays/days.json";
const PROVIDERS: &str = "providers/sample.json";
const BEGIN: &str = "providers/begin.json";

/// The trained reader of tone and voice.
const MODEL: &str = "models/reader-1.dat";

impl App {
    /// Does outside what nothing up to the first verdict asks for.
    pub fn run_later(&mut self, ctx: &Context<Self>, effect: Effect) {
        let link = self.link(ctx);
        match effect {
            Effect::Copy(text) => copy(link, text, None, Key::AppCopied),
            Effect::CopyRich { text, html } => copy(link, text, Some(html), Key::AppCopied),
            Effect::Send { intent, lines } => self.ask_desk(link, *intent, lines),
            Effect::Download { name, text } => {
                browser::download(&name, &text);
            }
            Effect::Lock { name, text, passphrase } => spawn_local(async move {
                act(
                    &link,
                    match lock::lock(&text, &passphrase).await {
                        Some(text) => Action::Case(CaseAction::Locked(name, text)),
                        None => Action::Notice(Key::CaseLockFailed.into()),
                    },
                );
            }),
            Effect::Unlock { text, passphrase } => spawn_local(async move {
                act(&link, Action::Start(StartAction::Unlocked(lock::unlock(&text, &passphrase).await)));
            }),
            Effect::Samples => load_samples(link),
            Effect::Lint(language) => load_lint(link, language),
            Effect::Print => browser::print(),
            Effect::OpenSample(id) => open_sample(link, id),
            stored => match &self.store {
                Some(store) => store.run(link, stored),
                None => self.waiting.push(stored),
            },
        }
    }

    /// Asks the help desk; what it does not answer in time is not waited for.
    fn ask_desk(&mut self, link: Link, mut intent: Intent, lines: Vec<Text>) {
        if !lines.is_empty()
            && let Some(words) = self.agent_words()
        {
            let mut text = String::new();
            for line in lines {
                text.push_str(&words.string(line));
                text.push('\n');
            }
            text.push_str(&intent.text);
            intent.text = text;
        }
        if intent.kind == IntentKind::Copy {
            copy(link, intent.text, None, Key::HostNoteCopied);
            return;
        }
        let (send, request, text) = (self.send.clone(), intent.request, intent.text.clone());
        let late = move || {
            send.emit(Action::Host(HostAction::Answered { request, answer: Answer::TimedOut, text: text.clone() }));
        };
        self.timer = Some(browser::Timer::start(15_000, late));
        hand_over(link, intent);
    }
}

/// Loads playbooks, rules and alternatives, and the trained reader beside them.
pub fn load_files(link: Link) {
    load_model(link.clone());
    spawn_local(async move {
        match library(&link).await {
            Ok(library) => act(&link, Action::Library(Carried::new(library))),
            Err(why) => {
                act(&link, Action::LibraryFailed);
                act(&link, Action::Notice(why));
            }
        }
    });
}

/// Loads the trained reader; without it, phrases tell the tone.
fn load_model(link: Link) {
    spawn_local(async move { act(&link, Action::Model(link.fetch_bytes(MODEL).await.ok())) });
}

async fn library(link: &Link) -> Result<Library, Text> {
    let paths = [&PLAYBOOKS[..], &BRANCHES, &PACKS, &[HOLIDAYS, PROVIDERS, BEGIN]].concat();
    let mut texts = fetch_all(link, &paths).await.map_err(say::app_file_failed)?.into_iter();
    let mut next = |count| texts.by_ref().take(count).collect::<Vec<String>>();
    Library::read(&Files {
        playbooks: next(PLAYBOOKS.len()),
        branches: next(BRANCHES.len()),
        packs: next(PACKS.len()),
        holidays: next(1).concat(),
        providers: next(1).concat(),
        begin: next(1).concat(),
    })
}

/// Several of the program's own files, all asked for at once.
async fn fetch_all(link: &Link, paths: &[&str]) -> Result<Vec<String>, String> {
    // Each is listened to from the beginning: one that could not be had is not to be heard of after the first one.
    let ask = |path: &&str| JsFuture::from(Promise::resolve(&link.ask(path)));
    let asked: Vec<Option<JsFuture>> = paths.iter().map(|path| link.page.file.as_ref().map(|_| ask(path))).collect();
    let mut texts = Vec::new();
    for (path, asked) in paths.iter().zip(asked) {
        texts.push(match asked {
            Some(asked) => asked.await.ok().and_then(|file| text(&file)).ok_or_else(|| (*path).to_owned())?,
            None => link.fetch(path).await?,
        });
    }
    Ok(texts)
}

/// Loads the phrases that letters had better not have; without them letters are not looked through, and say so.
fn load_lint(link: Link, language: Language) {
    spawn_local(async move {
        let file = link.fetch(&["lint/", language.word(), ".txt"].concat()).await.ok();
        act(&link, Action::Lint(language, file));
    });
}

/// Lists the invented customers; without them the rest of the desk still works.
fn load_samples(link: Link) {
    spawn_local(async move {
        if let Ok(text) = link.fetch("samples/index.json").await
            && let Ok(samples) = json::parse(&text)
        {
            act(&link, Action::Start(StartAction::Samples(samples)));
        }
    });
}

/// Opens an invented customer.
fn open_sample(link: Link, id: String) {
    spawn_local(async move {
        match link.fetch(&["samples/", &id, ".json"].concat()).await {
            Ok(text) => act(&link, Action::Start(StartAction::File(Ok(text)))),
            Err(why) => file_failed(&link, why),
        }
    });
}

/// Copies a text, and the same as HTML where there is one, and says whether it worked; where it did, `done`.
fn copy(link: Link, text: String, html: Option<String>, done: Key) {
    spawn_local(async move {
        let html = html.map_or(JsValue::UNDEFINED, JsValue::from);
        let asked = link.page.copy.as_ref().and_then(|copy| copy.call2(&JsValue::NULL, &text.into(), &html).ok());
        let copied = match asked {
            Some(asked) => JsFuture::from(Promise::resolve(&asked)).await.is_ok_and(|copied| copied.is_truthy()),
            None => false,
        };
        let told = if copied { done } else { Key::AppCopyFailed };
        if copied {
            // What was offered to be copied is.
            act(&link, Action::Dismissed);
        }
        act(&link, Action::Notice(told.into()));
    });
}

/// Hands an intent to the help desk's wire; it answers `{done, reason}`.
fn hand_over(link: Link, intent: Intent) {
    spawn_local(async move {
        let answer = match (&link.page.send, JSON::parse(&intent.json())) {
            (Some(send), Ok(json)) => called(send, &json).await,
            (_, json) => json,
        };
        let field = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).unwrap_or_default();
        let answer = match answer {
            Ok(answer) if field(&answer, "done").is_truthy() => Answer::Done,
            Ok(answer) => Answer::Refused(field(&answer, "reason").as_string().unwrap_or_else(|| "?".to_owned())),
            Err(error) => Answer::Refused(field(&error, "message").as_string().unwrap_or_else(|| "?".to_owned())),
        };
        let Intent { request, text, .. } = intent;
        act(&link, Action::Host(HostAction::Answered { request, answer, text }));
    });
}
