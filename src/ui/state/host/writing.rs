//! What is asked of the help desk, each on the agent's click, and a note in the ticket that another machine goes on from.

use crate::host::{Answer, Intent, IntentKind, note};
use crate::ui::state::case::Offer;
use crate::ui::state::{Effect, Moment, Open, State};
use crate::words::{Key, Text, say};

impl State {
    /// Asks the desk for something about the ticket on screen; one thing at a time, so that a second click does nothing.
    pub(super) fn ask(&mut self, kind: IntentKind, text: String, lines: Vec<Text>) -> Vec<Effect> {
        let (Some(host), Open::Case(open)) = (&mut self.host, &self.open) else { return Vec::new() };
        let Some(shown) = host.shown.as_ref().filter(|shown| shown.case.id == *open.id()) else { return Vec::new() };
        if host.sending.is_some() {
            return Vec::new();
        }
        host.requests += 1;
        let request = host.requests;
        host.instead = None;
        let intent = Intent { kind, ticket: shown.ticket.clone(), text, request };
        if kind != IntentKind::Copy {
            host.sending = Some((request, kind));
            self.notice = Some(Key::HostSending.into());
        }
        vec![Effect::Send { intent: Box::new(intent), lines }]
    }

    /// Goes on with a note that was asked for, once the case has its journal.
    pub(in crate::ui::state) fn note_waiting(&mut self, moment: Moment) -> Vec<Effect> {
        let has_begun = matches!(&self.open, Open::Case(open) if open.has_begun());
        match (&mut self.host, self.library.later) {
            (Some(host), Some(later)) if has_begun && host.noting => {
                host.noting = false;
                (later.note)(self, moment)
            }
            _ => Vec::new(),
        }
    }

    /// Asks the desk to keep a note of the case, or copies it.
    pub fn note(&mut self, moment: Moment) -> Vec<Effect> {
        let (Some(host), Open::Case(open)) = (&self.host, &self.open) else { return Vec::new() };
        let kind = if host.can().add_note { IntentKind::AddNote } else { IntentKind::Copy };
        let plan = open.plan(&self.library, moment.today);
        let advice = &open.assessment.advice;
        let mut lines = note::lines(&open.record, advice, plan.as_ref(), open.head(), moment.today);
        let (too_long, state) = note::state(&open.state());
        lines.extend(too_long);
        self.ask(kind, state, lines)
    }

    pub(super) fn answered(&mut self, request: u32, answer: &Answer, text: String) {
        let Some(host) = &mut self.host else { return };
        let Some((_, kind)) = host.sending.filter(|(awaited, _)| *awaited == request) else { return };
        host.sending = None;
        let number = host.shown.as_ref().map(|shown| shown.ticket.number.clone()).unwrap_or_default();
        let told = match answer {
            Answer::Done => match kind {
                IntentKind::AddTags => say::host_tagged(number, text.as_str()),
                IntentKind::AddNote if self.is_half_typed() => say::host_note_added_open(number),
                IntentKind::AddNote => say::host_note_added(number),
                _ => say::host_inserted(number),
            },
            Answer::TimedOut => Key::HostTimedOut.into(),
            Answer::Refused(why) => refusal(kind, why),
        };
        let Some(host) = &mut self.host else { return };
        if *answer != Answer::Done && kind != IntentKind::AddTags {
            host.instead = Some(text);
        }
        self.notice = Some(told);
    }

    /// Whether something was typed that is not in the journal, and so in no note.
    fn is_half_typed(&self) -> bool {
        matches!(&self.open, Open::Case(open) if open.drafts.values().any(|text| !text.is_empty()))
    }

    /// Looks whether a note in the ticket carries more than the case on screen, once that has its journal.
    pub(in crate::ui::state) fn look_at_note(&mut self, moment: Moment) {
        if let Some(later) = self.library.later
            && self.host.is_some()
        {
            (later.compare)(self, moment);
        }
    }

    /// Compares the case on screen with what a note in the ticket carries.
    pub fn compare(&mut self, moment: Moment) {
        let (Some(host), Open::Case(open)) = (&mut self.host, &self.open) else { return };
        let saved = host
            .shown
            .as_ref()
            .filter(|shown| open.has_begun() && shown.case.id == *open.id())
            .and_then(|shown| shown.saved.as_ref());
        host.offer = saved.and_then(|saved| open.offer(saved, moment));
    }

    /// Goes on from the note, by what it offers now: since the offer came up, staff may have gone on here. Where both went
    /// on, it takes the place of what is here, which becomes a file; only `apart`, where the agent was told of it.
    pub(super) fn resume(&mut self, apart: bool, moment: Moment) -> Vec<Effect> {
        self.look_at_note(moment);
        let (Some(host), Open::Case(open)) = (&self.host, &self.open) else { return Vec::new() };
        let saved = host.shown.as_ref().and_then(|shown| shown.saved.as_ref());
        let (replace, file) = match &host.offer {
            Some(Offer::Newer { replace, .. }) if !apart => (*replace, None),
            Some(Offer::Apart(_)) if apart => (true, open.file()),
            _ => return Vec::new(),
        };
        let Some(saved) = saved.filter(|_| !open.is_busy()) else { return Vec::new() };
        let replace = replace.then(|| open.head().to_owned());
        let resume = Effect::Resume { export: saved.export.clone(), replace };
        let Some((name, text)) = file else { return vec![resume] };
        self.offer_text(true, &text);
        vec![Effect::Download { name, text }, resume]
    }
}

/// What a wire's reason says to the agent. What it may say besides is for programs, and in no language of theirs.
fn refusal(kind: IntentKind, why: &str) -> Text {
    let why = match why {
        "other_ticket" => return Key::HostOtherNow.into(),
        "timeout" => return Key::HostTimedOut.into(),
        "composer_in_use" if kind == IntentKind::AddNote => return Key::HostReplyThere.into(),
        "composer_in_use" => return Key::HostNoteThere.into(),
        "not_handled" => Key::HostWhyNotHandled,
        "not_possible" => Key::HostWhyNotPossible,
        "desk_untrusted" => Key::HostWhyUntrusted,
        _ => Key::HostWhyRefused,
    };
    say::host_refused(why)
}
