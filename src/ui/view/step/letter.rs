//! A letter to the customer: drafted from the facts, edited freely, with remarks on its words beside it.

use yew::{AttrValue, Callback};

use crate::case::{Audience, Author, Language};
use crate::leaving::letters::{self, LetterFacts};
use crate::leaving::lint::{Breach, Place};
use crate::leaving::{Address, Addressee, Fields, Known, LetterKind, PlanView, StepState, StepView};
use crate::text::Utf16;
use crate::ui::browser::{self, Pressed};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::{Action, CaseAction, OpenCase, form};
use crate::ui::view::verdict::quoted;
use crate::ui::view::{Cx, button, count, field, host, plan};
use crate::words::{Catalogue, Key, Prose, Text, endonym, say};

/// A letter as it stands.
pub struct Drafted {
    /// As typed, else as the facts make it.
    pub text: String,
    kind: LetterKind,
    facts: LetterFacts,
    /// Its draft's key.
    id: String,
    typed: bool,
}

impl Drafted {
    /// The letter of a step.
    pub fn new(cx: &Cx, open: &OpenCase, step: &StepView, kind: LetterKind, fields: &Fields) -> Self {
        // Who signs is left to the agent: the name for the journal is a role.
        let facts = Known { record: &open.record, texts: open.texts(), form: fields }.letter(None);
        Self::of(cx, open, form::key(&step.id, "letter"), kind, facts)
    }

    fn of(cx: &Cx, open: &OpenCase, id: String, kind: LetterKind, mut facts: LetterFacts) -> Self {
        let typed = open.drafts.get(&id).filter(|text| !text.is_empty()).cloned();
        let letters = cx.letters;
        let address = address(cx, open, &facts);
        let format = Prose(&letters.format);
        let steps = open.record.plan.iter().flat_map(|plan| plan.steps.values());
        let sent = steps.filter_map(|step| open.texts().get(step.letter.as_ref()?));
        facts.condoled = facts.to.is_estate() && letters::has_condoled(sent, &letters.catalogue, &format);
        let drafted = || letters::draft_in(address, kind, &facts, &letters.catalogue, &format);
        let (is_typed, text) = (typed.is_some(), typed.unwrap_or_else(drafted));
        Self { text, kind, facts, id, typed: is_typed }
    }

    /// What a letter from the facts lacks; what was typed is the agent's own.
    fn lacks(&self, of: fn(LetterKind, &LetterFacts) -> Vec<Text>) -> Vec<Text> {
        if self.typed { Vec::new() } else { of(self.kind, &self.facts) }
    }
}

/// How the reader is addressed: as chosen, else the customer as in the thread, and somebody else formally.
fn address(cx: &Cx, open: &OpenCase, facts: &LetterFacts) -> Address {
    let chosen = open.drafts.get(form::ADDRESS).and_then(|word| Address::parse(word));
    chosen.unwrap_or_else(|| match facts.to {
        Addressee::Customer => Address::heard(&open.record.case.messages, language(cx).unwrap_or(Language::En)),
        Addressee::Representative(_) | Addressee::Estate(_) => Address::Formal,
    })
}

/// The language of the letters on screen.
fn language(cx: &Cx) -> Option<Language> {
    Language::from_tag(cx.letters.catalogue.language())
}

/// The name of the language of the customer's letters, in that language.
fn language_name(cx: &Cx) -> &'static str {
    let known = Catalogue::languages().find(|tag| *tag == cx.letters.catalogue.language());
    endonym(known.unwrap_or("en"))
}

/// A letter is recorded as it reads in the customer's language, so that has to be here.
pub fn ready(cx: &Cx, open: &OpenCase, step: &StepView) -> bool {
    step.letter.is_none() || cx.letters.catalogue.language() == open.letter_language()
}

/// The letter of a step, to edit or as it was sent.
pub fn letter(cx: &Cx, open: &OpenCase, view: &PlanView, step: &StepView, drafted: &Drafted) -> El {
    let label = cx.t(say::ui_letter(language_name(cx)));
    if let (StepState::Done { .. }, Some(sent)) = (&step.state, &step.sent) {
        let text = plan::words(cx, open, sent);
        let written = el("span").class("written").text(text.clone());
        let language = cx.letters.catalogue.language().to_owned();
        return el("div")
            .class("stack tight")
            .child(el("p").class("eyebrow").text(label))
            .child(el("p").class("message paper").attr("lang", language).child(written))
            .child(host::give(cx, text, None));
    }
    let can_send = matches!(step.state, StepState::Current | StepState::Open) && ready(cx, open, step);
    let sent = can_send.then(|| CaseAction::Done { step: step.id.clone(), letter: Some(drafted.text.clone()) });
    let outdated = form::outdated(&view.steps, &step.id, &open.drafts);
    let checked = CaseAction::Typed { field: form::changed_key(&step.id), text: String::new() };
    let warning = match outdated {
        Some(changed) => el("div")
            .class("notice warn")
            .attr("role", "status")
            .child(el("p").text(cx.t(say::ui_letter_outdated(changed))))
            .child(el("div").child(button(cx.t(Key::UiLetterChecked), cx.act(checked)).class("small"))),
        None => nothing(),
    };
    el("div")
        .class("stack")
        .child(choice(cx, open, drafted))
        .child(composer(cx, open, drafted, label, sent, warning))
        .child(public(cx, open))
}

/// How the customer is addressed: one click.
fn choice(cx: &Cx, open: &OpenCase, drafted: &Drafted) -> El {
    let facts = &drafted.facts;
    let now = address(cx, open, facts);
    let how = |address: Address| match (language(cx).and_then(|language| address.pronoun(language)), facts.greeted()) {
        (Some(pronoun), _) => pronoun.to_owned(),
        (None, Some(name)) => address.name(name).to_owned(),
        // A greeting named among other words goes without its mark at the end.
        (None, None) => {
            cx.letters.string(letters::plain_greeting(address, &facts.to)).trim_end_matches([',', ':']).to_owned()
        }
    };
    let radio = |one: Address, label: AttrValue| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", form::ADDRESS)
            .value(one.word())
            .checked(one == now)
            .on_change(cx.typed(form::ADDRESS));
        el("label").key(one.word()).class("check").child(input).text(label)
    };
    let radios = [
        radio(Address::Formal, cx.t(say::letter_screen_address_formal(how(Address::Formal)))),
        radio(Address::Informal, cx.t(say::letter_screen_address_informal(how(Address::Informal)))),
    ];
    let note = match (drafted.typed, open.drafts.get(form::ADDRESS)) {
        (true, _) => cx.t(Key::LetterScreenAddressTyped),
        (false, None) if !facts.to.is_customer() => cx.t(Key::LetterScreenAddressOther),
        (false, None) => cx.t(Key::LetterScreenAddressRead),
        (false, Some(_)) => AttrValue::default(),
    };
    el("fieldset")
        .class("stack tight")
        .attr("role", "radiogroup")
        .child(el("legend").text(cx.t(Key::LetterScreenAddress)))
        .child(el("div").class("scale").children(radios))
        .child(el("p").class("small muted").hidden(note.is_empty()).text(note))
}

/// A text area with what can be done with the letter, and the remarks on its words.
fn composer(
    cx: &Cx,
    open: &OpenCase,
    drafted: &Drafted,
    label: AttrValue,
    sent: Option<CaseAction>,
    warning: El,
) -> El {
    let Drafted { text, id, typed, .. } = drafted;
    let mut area = el("textarea")
        .attr("lang", cx.letters.catalogue.language().to_owned())
        .value(text.clone())
        .on_input(cx.typed(id));
    if let Some(done) = sent {
        area = area.on("keydown", cx.pressed(Pressed::Send, Action::Case(done)));
    }
    let gaps = drafted.lacks(letters::gaps);
    let missing = form::key(id, "gaps");
    let row = host::give(cx, text.clone(), (!gaps.is_empty()).then(|| missing.clone()));
    let why = el("p").attr("id", missing).class("small due").hidden(gaps.is_empty());
    let left_out = drafted.lacks(letters::left_out);
    let said = el("p").class("small muted").hidden(left_out.is_empty());
    let before = open.drafts.get(&form::before_key(id)).is_some_and(|text| !text.is_empty());
    let fresh = cx.act(CaseAction::Redraft(id.clone()));
    let undo = cx.act(CaseAction::Undraft(id.clone()));
    let list = |texts: Vec<Text>, say: fn(Vec<Text>) -> Text| {
        if texts.is_empty() { AttrValue::default() } else { cx.t(say(texts)) }
    };
    field(cx, id, label, area)
        .class("letter")
        .child(said.text(list(left_out, say::letter_screen_left_out)))
        .child(
            row.child(why.text(list(gaps, say::ui_letter_gaps)))
                .child(button(cx.t(Key::LetterScreenFresh), fresh).class("plain small").hidden(!typed))
                .child(button(cx.t(Key::LetterScreenUndo), undo).class("plain small").hidden(*typed || !before))
                .child(warning),
        )
        .child(remarks(cx, open, drafted))
}

/// What the words of a letter had better not say. Advice: nothing waits for it.
fn remarks(cx: &Cx, open: &OpenCase, drafted: &Drafted) -> El {
    let remarks = el("div").class("stack tight");
    let known = cx.state.library.lint.as_ref().filter(|(known, _)| Some(*known) == language(cx));
    let linter = match known {
        Some((_, Some(linter))) => linter,
        Some((_, None)) => {
            return remarks.child(el("p").class("small muted").attr("role", "status").text(cx.t(Key::LintMissing)));
        }
        None => return remarks.child(el("p").class("small").attr("role", "status")),
    };
    let is_public = drafted.kind == LetterKind::PublicAnswer;
    let place = Place { public: is_public, answers: answers(open) };
    let found = linter.breaches(&drafted.text, &drafted.facts, place, &Prose(&cx.letters.format));
    let told = if found.is_empty() { Key::LintNone.into() } else { say::lint_count(count(found.len())) };
    let mut places = Utf16::new(&drafted.text);
    let items: Vec<El> =
        found.iter().enumerate().map(|(at, one)| remark(cx, drafted, one, places.span(one.span)).key(at)).collect();
    let advice = el("p").class("small muted").hidden(items.is_empty()).text(cx.t(Key::LintAdvice));
    // Only the count is told to who listens, and only when it changes.
    remarks
        .child(el("p").class("small").attr("role", "status").text(cx.t(told)))
        .child(el("ul").class("stack").hidden(items.is_empty()).attr("aria-label", cx.t(Key::LintHead)).children(items))
        .child(advice)
}

fn remark(cx: &Cx, drafted: &Drafted, found: &Breach, (start, end): (usize, usize)) -> El {
    let show = Callback::from(move |event| {
        // A click on something that is no longer there shows nothing.
        let _ = browser::select(&event, ".letter", start, end);
    });
    let quote = found.span.quote(&drafted.text).to_owned();
    let lang = cx.letters.catalogue.language().to_owned();
    let label = cx.t(Key::LintShow);
    let named = [&*label, &plan::colon(cx), &quote].concat();
    el("li")
        .class("remark")
        .child(
            el("p")
                .child(el("strong").text(cx.t(found.rule.title())))
                .text(" ")
                .child(el("span").attr("lang", lang).text(quoted(cx, &quote))),
        )
        .child(
            el("p")
                .class("small")
                .text(cx.t(found.rule.why()))
                .text(" ")
                .child(el("span").text(cx.t(say::lint_try(found.way_out.clone())))),
        )
        .child(
            el("div")
                .class("row")
                .child(el("span").class("small muted").text(cx.t(found.rule.source())))
                .child(button(label, show).class("plain small").attr("aria-label", named)),
        )
}

/// How many times we have answered in public.
fn answers(open: &OpenCase) -> usize {
    let messages = open.record.case.messages.iter();
    messages.filter(|message| message.author == Author::Staff && message.audience == Audience::Public).count()
}

/// The last answer in public, where they wrote there: copied, never recorded.
fn public(cx: &Cx, open: &OpenCase) -> El {
    let wrote =
        |message: &crate::case::Message| message.author == Author::Customer && message.audience == Audience::Public;
    if !open.record.case.messages.iter().any(wrote) {
        return nothing();
    }
    let drafted = Drafted::of(cx, open, form::PUBLIC.to_owned(), LetterKind::PublicAnswer, LetterFacts::default());
    let label = cx.t(say::letter_screen_public(language_name(cx)));
    el("details")
        .child(el("summary").text(cx.t(Key::LetterScreenPublicOpen)))
        .child(el("p").class("small muted").text(cx.t(Key::LetterScreenPublicNote)))
        .child(composer(cx, open, &drafted, label, None, nothing()))
}
