//! Forms being filled in: drafts, what is wrong field by field, and sending them.

use time::Date;

use super::{FORM, OpenCase, Panel, needs};
use crate::case::Currency;
use crate::leaving::{Act, FreeText, StepKind, conditions, letters};
use crate::ui::state::form::{self, Fault};
use crate::ui::state::{Effect, Library, Moment, Preferences};
use crate::words::{Key, Text, say};

/// The first field that has to be mended; of a question with several answers, the first one.
const FAULTY: &str = ":is(input, select, textarea)[aria-invalid], [aria-invalid] input";

/// The keyboard goes to the text: the button that was pressed has gone.
fn keyboard_to(id: &str) -> Effect {
    Effect::Focus(["[id=\"", id, "\"]"].concat())
}

impl OpenCase {
    /// The currency in which this customer's amounts most likely are: that of their place.
    #[must_use]
    pub fn currency(&self) -> Currency {
        Currency::of(self.record.case.customer.jurisdiction.as_deref())
    }

    /// Opens a form, or closes it: the keyboard goes back to where it was opened.
    pub(in crate::ui::state) fn turn_to(&mut self, panel: Option<Panel>) -> Vec<Effect> {
        self.without_fault();
        let closed = std::mem::replace(&mut self.panel, panel);
        let focus = match (&self.panel, closed) {
            (Some(_), _) => FORM.to_owned(),
            (None, Some(closed)) => {
                let mut focus = closed.opener();
                focus.push_str(".step-card h3|h1");
                focus
            }
            (None, None) => return Vec::new(),
        };
        vec![Effect::Focus(focus)]
    }

    pub(super) fn typed(&mut self, field: String, text: String, library: &Library) -> Vec<Effect> {
        self.fault = None;
        // An amount and its currency are mended together; the key of the one begins with that of the other.
        self.faults.retain(|fault| !field.starts_with(&fault.field));
        let effect = Effect::Draft { case: self.id().to_string(), field: field.clone(), text: text.clone() };
        self.touched.insert(field.clone());
        let mut effects = vec![effect];
        self.outdate_letters(&field, &text, library, &mut effects);
        self.drafts.insert(field, text);
        effects
    }

    /// Starts a letter again from the facts; what was typed is kept, to be brought back.
    pub(super) fn redraft(&mut self, id: &str, library: &Library) -> Vec<Effect> {
        let typed = self.drafts.get(id).cloned().unwrap_or_default();
        let mut effects = self.typed(form::before_key(id), typed, library);
        effects.extend(self.typed(id.to_owned(), String::new(), library));
        effects.push(keyboard_to(id));
        effects
    }

    /// Brings back what was typed before the letter was started again.
    pub(super) fn undraft(&mut self, id: &str, library: &Library) -> Vec<Effect> {
        let before = self.drafts.get(&form::before_key(id)).cloned().unwrap_or_default();
        let mut effects = self.typed(id.to_owned(), before, library);
        effects.extend(self.typed(form::before_key(id), String::new(), library));
        effects.push(keyboard_to(id));
        effects
    }

    /// A letter typed by hand does not follow the facts: keeps which field, of its own step or of another one that it rests
    /// on, was changed after it, until the letter is drafted anew or said to be checked.
    fn outdate_letters(&mut self, field: &str, text: &str, library: &Library, effects: &mut Vec<Effect>) {
        let Some((of, name)) = field.split_once('.') else { return };
        let fact = name.split('.').next().unwrap_or_default();
        let mut outdated: Vec<(String, &str)> = Vec::new();
        for step in self.playbook(library).iter().flat_map(|playbook| &playbook.steps) {
            let typed = self.drafts.get(&form::key(&step.id, "letter")).is_some_and(|letter| !letter.is_empty());
            let rests = step.letter.is_some_and(|kind| letters::rests_on(kind).contains(&fact));
            match name {
                _ if !typed => {}
                "letter" if of == step.id && text.is_empty() => outdated.push((form::changed_key(&step.id), "")),
                _ if fact == "letter" => {}
                _ if of == step.id || rests => outdated.push((form::changed_key(&step.id), field)),
                _ => {}
            }
        }
        for (changed, since) in outdated {
            self.touched.insert(changed.clone());
            self.drafts.insert(changed.clone(), since.to_owned());
            effects.push(Effect::Draft { case: self.id().to_string(), field: changed, text: since.to_owned() });
        }
    }

    /// Says what is wrong with what was typed into a field, before the whole form is sent. An empty field is not wrong yet.
    pub(super) fn left(&mut self, id: &str, library: &Library, mark: char, today: Date) {
        let of_step = self.plan(library, today).and_then(|plan| {
            let shown = self.shown_step(&plan)?;
            form::values(shown, &self.drafts, self.texts(), mark, self.currency())
                .1
                .into_iter()
                .find(|fault| fault.field == id)
        });
        let fault =
            of_step.or_else(|| needs::fault(self, needs::currency(library), mark).filter(|one| one.field == id));
        self.faults.retain(|fault| fault.field != id);
        self.faults.extend(fault);
    }

    /// Says what is wrong, and moves the keyboard to the first field that has to be mended.
    fn refuse_fields(&mut self, faults: Vec<Fault>, why: Option<Text>) -> Vec<Effect> {
        self.fault = why;
        let focus = (!faults.is_empty()).then(|| Effect::Focus(FAULTY.to_owned()));
        self.faults = faults;
        focus.into_iter().collect()
    }

    pub(super) fn submit(&mut self, library: &Library, by: &str, moment: Moment) -> Vec<Effect> {
        let Some(panel) = self.panel.clone() else { return Vec::new() };
        let missing = panel.missing(self);
        if !missing.is_empty() {
            return self.refuse_fields(missing, None);
        }
        if panel == Panel::Lock {
            return self.lock();
        }
        match panel.acts(self, library, moment) {
            Ok(acts) => {
                let spent = panel.drafts(&self.drafts);
                self.write(acts, spent, Some(".step-card h3|h1"), library, by, moment)
            }
            Err(fault) => self.refuse(fault),
        }
    }

    pub(super) fn done(
        &mut self,
        id: &str,
        letter: Option<String>,
        library: &Library,
        preferences: &Preferences,
        moment: Moment,
    ) -> Vec<Effect> {
        let Some(plan) = self.plan(library, moment.today) else { return Vec::new() };
        let Some(step) = plan.steps.iter().find(|step| step.id == id) else { return Vec::new() };
        let Some(playbook) = self.playbook(library) else { return Vec::new() };
        let Some(source) = playbook.step(id) else { return Vec::new() };
        let mark = form::mark(&preferences.language);
        let (fields, mut faults) = form::values(step, &self.drafts, self.texts(), mark, self.currency());
        let conditions = conditions(source, &playbook, &self.record, &fields, &library.packs, moment.today);
        let mut look_at = form::missing(step, &conditions, &fields, &mut faults);
        let asks_needs = step.kind == StepKind::Alternatives;
        let currency = needs::currency(library);
        if let Some(fault) = needs::fault(self, currency, mark).filter(|_| asks_needs) {
            faults.push(fault);
            look_at.push(Key::UiNeedsBudget.into());
        }
        if let Some(changed) = form::outdated(&plan.steps, id, &self.drafts) {
            let text = say::ui_letter_outdated(changed.clone());
            faults.push(Fault { field: form::key(id, "letter"), text });
            look_at.push(changed);
        }
        if !look_at.is_empty() {
            return self.refuse_fields(faults, Some(say::form_look_at(look_at)));
        }
        let act = match step.kind {
            // The last step is the closing itself; what is left open needs the form of "close now".
            StepKind::Close if !plan.open.is_empty() => return self.turn_to(Some(Panel::Close)),
            StepKind::Close => Act::Closed { reason: None, open: Vec::new() },
            _ => Act::StepDone { step: id.to_owned(), fields, letter: letter.map(FreeText::Typed) },
        };
        let mut spent = form::spent(id, &self.drafts);
        let mut acts = vec![act];
        if asks_needs && let Some(needs) = needs::act(self, library, mark, moment.today) {
            acts.insert(0, needs);
            spent.extend(form::spent("needs", &self.drafts));
        }
        self.write(acts, spent, Some(".step-card h3|#plan-title"), library, &preferences.name, moment)
    }
}
