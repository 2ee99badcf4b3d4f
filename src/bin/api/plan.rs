//! `planOffboarding`: the plan of a case as it would stand after some answers. The very acts of the app are checked,
//! written to a journal and folded; the journal is then thrown away.

use clean_break::advice::Path;
use clean_break::assessment::{Settings, assess};
use clean_break::case::{Case, Decimal, MoneyJson, date_text, parse_date};
use clean_break::json::{self, Place, Value, Wanted};
use clean_break::json_input;
use clean_break::leaving::rules::{PACKS, RulePack, RulesError};
use clean_break::leaving::settlement::SettlementError;
use clean_break::leaving::{
    Act, ActError, CaseRecord, Day, Field, FieldKind, FieldValue, Fields, FreeText, Holidays, Journal, JournalError,
    Known, Law, PlanView, Playbook, Salt, Stamp, Step, StepKind, StepRecord, WishHow, choose, read_money, serving,
};
use clean_break::map::Map;
use clean_break::signals::Corrections;
use time::Date;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::assess::{check_case, read_case};
use super::fault::{Code, Fault};
use super::options::Options;
use super::{reader, to_js};

mod view;

const PLAYBOOKS: [&str; 8] = [
    include_str!("../../../www/playbooks/consumer_subscription_eu.json"),
    include_str!("../../../www/playbooks/consumer_goods.json"),
    include_str!("../../../www/playbooks/consumer_switching.json"),
    include_str!("../../../www/playbooks/business_software.json"),
    include_str!("../../../www/playbooks/generic.json"),
    include_str!("../../../www/playbooks/repair.json"),
    include_str!("../../../www/playbooks/second_chance.json"),
    include_str!("../../../www/playbooks/settle.json"),
];

const HOLIDAYS: &str = include_str!("../../../www/holidays/days.json");

/// A value of a form, by the field's kind.
enum AnswerJs {
    YesNo(bool),
    Money(MoneyJson),
    Word(String),
}

impl json::Read for AnswerJs {
    fn read(from: &Place<'_>) -> Self {
        match from.value() {
            Some(Value::Flag(yes)) => Self::YesNo(*yes),
            Some(Value::Object(_)) => Self::Money(MoneyJson::read(from)),
            Some(Value::Text(word)) => Self::Word(word.clone()),
            _ => {
                from.refuse_as_unlike(Wanted::Answer);
                Self::YesNo(false)
            }
        }
    }
}

/// Forms by step and field.
type Answers = Map<String, Map<String, AnswerJs>>;

json_input! {
    struct WishJs {
        how: WishHow,
        on: Option<String>,
    }
}

/// A plan in the making: what the app would have after the same acts.
struct Rehearsal {
    journal: Journal,
    record: CaseRecord,
    playbook: Playbook,
    law: Law,
    today: Date,
}

/// Why an act of the rehearsal cannot be done.
enum Refused {
    /// It is not allowed now.
    Act(ActError),
    /// It cannot be written.
    Journal(JournalError),
}

fn stamp(on: Date) -> Stamp {
    // Nothing is kept, so nothing is hidden by a random salt.
    Stamp { at: [&date_text(on), "T00:00:00Z"].concat(), by: String::new(), salt: Salt::new([0; 16]) }
}

impl Rehearsal {
    fn act(&mut self, act: Act, on: Date) -> Result<(), Refused> {
        self.record.check(&act, Some(&self.playbook), &self.law, self.today).map_err(Refused::Act)?;
        let entry = self.journal.append(act, &stamp(on)).map_err(Refused::Journal)?.clone();
        // An entry that was just written can be read.
        let _ = self.record.apply(&entry, self.journal.texts());
        Ok(())
    }

    fn view(&self) -> Option<PlanView> {
        PlanView::new(&self.record, &self.playbook, &self.law, self.today)
    }

    /// Does a step with a form; where a condition does not hold yet, the form is kept and the step stays open.
    fn answer(&mut self, step: &Step, given: Map<String, AnswerJs>) -> Result<(), Fault> {
        let fields = self.form(step, given)?;
        if step.kind == StepKind::Ask {
            // Without budget the question is not asked, and the step stays open.
            let _ = self.act(Act::SaveAttemptUsed { step: step.id.clone() }, self.today);
        }
        let done = Act::StepDone { step: step.id.clone(), fields: fields.clone(), letter: None };
        match self.act(done, self.today) {
            Err(Refused::Act(error @ ActError::Value { .. })) => {
                Err(Code::Answers.at(step.id.as_str(), error).under("answers"))
            }
            Err(Refused::Journal(error)) => Err(Code::Answers.at(step.id.as_str(), error).under("answers")),
            Err(Refused::Act(_)) => {
                if let Some(plan) = &mut self.record.plan {
                    plan.steps.insert(step.id.clone(), StepRecord { fields, ..StepRecord::default() });
                }
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// The form with what is known of the case, and the answers over it.
    fn form(&self, step: &Step, given: Map<String, AnswerJs>) -> Result<Fields, Fault> {
        let mut fields = Fields::new();
        let view = self.view();
        let shown = view.iter().flat_map(|view| &view.steps).filter(|shown| shown.id == step.id);
        for field in shown.flat_map(|shown| &shown.fields) {
            if let Some(value) = &field.value {
                fields.insert(field.id.clone(), value.clone());
            }
        }
        for (id, answer) in given {
            let path = ["answers.", &step.id, ".", &id].concat();
            let field = step.fields.iter().find(|field| field.id == id);
            let field = field.ok_or_else(|| Code::Answers.at(path.as_str(), "the step has no such field"))?;
            fields.insert(id, read_answer(&path, field, answer)?);
        }
        Ok(fields)
    }
}

/// An answer of the field's kind. The core checks a form when its step is done; here it is checked even where the step
/// is locked.
fn read_answer(path: &str, field: &Field, answer: AnswerJs) -> Result<FieldValue, Fault> {
    let rule = match (field.kind, answer) {
        (FieldKind::Text, AnswerJs::Word(text)) if !text.trim().is_empty() => {
            return Ok(FieldValue::Text(FreeText::typed(text)));
        }
        (FieldKind::Date, AnswerJs::Word(text)) => {
            let date = parse_date(path, &text).map_err(|error| Code::Answers.of(error))?;
            return Ok(FieldValue::Date(Day(date)));
        }
        (FieldKind::Money, AnswerJs::Money(money)) if read_money(&money).is_some() => {
            return Ok(FieldValue::Money(money));
        }
        (FieldKind::Choice, AnswerJs::Word(word)) if field.choices.iter().any(|choice| choice.id == word) => {
            return Ok(FieldValue::Choice(word));
        }
        (FieldKind::Country, AnswerJs::Word(word)) => return Ok(FieldValue::Choice(word)),
        (FieldKind::YesNo, AnswerJs::YesNo(yes)) => return Ok(FieldValue::YesNo(yes)),
        (FieldKind::Decimal, AnswerJs::Word(text)) if Decimal::parse(&text).is_some_and(|it| it.text('.') == text) => {
            return Ok(FieldValue::Decimal(text));
        }
        (FieldKind::Text, _) => "must be a text that is not blank",
        (FieldKind::Date, _) => "must be a date such as 2026-11-02",
        (FieldKind::Money, _) => "must be money such as { minor: 1840, currency: \"EUR\" }",
        (FieldKind::Choice, _) => "must be one of the field's words",
        (FieldKind::Country, _) => "must be a country such as DE",
        (FieldKind::YesNo, _) => "must be true or false",
        (FieldKind::Decimal, _) => "must be a number in a text, without needless zeros, such as \"5.5\"",
    };
    Err(Code::Answers.at(path, rule))
}

fn read_packs(options: &Options) -> Result<Vec<RulePack>, Fault> {
    let parse = |path: String, text: &str| {
        RulePack::parse(text).map_err(|error| match error {
            RulesError::Json(error) => Code::Packs.of(error).under(&path),
            error => Code::Packs.at(path, error),
        })
    };
    let Some(given) = options.get("packs") else {
        return PACKS.iter().map(|text| parse("packs".to_owned(), text)).collect();
    };
    if !js_sys::Array::is_array(&given) {
        return Err(Code::Packs.at("packs", "must be a list of rule packs"));
    }
    let packs = js_sys::Array::from(&given);
    let mut read = Vec::new();
    for (at, pack) in packs.iter().enumerate() {
        let path = format!("packs[{at}]");
        let text = js_sys::JSON::stringify(&pack).ok().and_then(|text| text.as_string());
        let text = text.ok_or_else(|| Code::Packs.at(path.as_str(), "is no rule pack"))?;
        read.push(parse(path, &text)?);
    }
    Ok(read)
}

/// The playbook of that id, else the one that serves the case best.
fn playbook_for(path: Path, case: &Case, chosen: Option<&str>) -> Result<Option<Playbook>, Fault> {
    // They are checked by the project's own tests.
    let all: Vec<Playbook> = PLAYBOOKS.iter().filter_map(|text| Playbook::parse(text).ok()).collect();
    let Some(id) = chosen else { return Ok(choose(&all, path, case).cloned()) };
    let serving = serving(&all, path).into_iter().find(|playbook| playbook.id == id).cloned();
    serving.map(Some).ok_or_else(|| Code::Options.at("playbook", "must be a playbook that serves the path"))
}

/// Plans the case dry: which playbook its advice calls for, its steps as they stand after `answers`, what is owed, and
/// the legal clocks that run. Nothing is kept. The clocks are a help with their sources, not legal advice.
///
/// Where the advice has no plan (`unclear`, `escalate`, `nothing_to_repair`) the playbook is `null`; `path` chooses
/// another, and `playbook` another playbook of the path. Throws `bad_case`, `bad_date`, `bad_lang`, `bad_answers`, `bad_packs` or `bad_options`.
#[wasm_bindgen(js_name = planOffboarding, unchecked_return_type = "Plan")]
pub fn plan_offboarding(
    #[wasm_bindgen(js_name = caseObject, unchecked_param_type = "Case")] case: JsValue,
    #[wasm_bindgen(unchecked_param_type = "PlanOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    let options = Options::new(options)?;
    let (today, words) = (options.today()?, options.words()?);
    // The holidays are checked by the project's own tests.
    let law = Law::new(read_packs(&options)?, Holidays::parse(HOLIDAYS).unwrap_or_else(|_| Holidays::none()));
    let mut answers: Answers = options.read("answers", Code::Answers)?.unwrap_or_default();
    let chosen: Option<Path> = options.read("path", Code::Options)?;
    let playbook: Option<String> = options.read("playbook", Code::Options)?;
    let wish: Option<WishJs> = options.read("wish", Code::Options)?;
    let document = read_case(case)?;
    let case = check_case(document.clone())?;
    let advised = || assess(&case, &reader(), &Settings::default(), &Corrections::default(), today).advice.path;
    let path = chosen.unwrap_or_else(advised);
    let Some(playbook) = playbook_for(path, &case, playbook.as_deref())? else {
        return to_js(&view::PlanJs::none(path));
    };
    if let Some(unknown) = answers.keys().find(|id| playbook.step(id).is_none()) {
        let rule = ["the playbook ", &playbook.id, " has no such step"].concat();
        return Err(Code::Answers.at(unknown.as_str(), rule).under("answers"));
    }
    let written = |error: JournalError| Code::Case.at(".", error);
    let document = json::write(&document).map_err(|error| Code::Case.of(error))?;
    let journal = Journal::open(&document, &stamp(today)).map_err(written)?;
    let mut plan = Rehearsal { journal, record: CaseRecord::new(case), playbook, law, today };
    // The plan first: on a path that keeps the customer, a wish to leave would not let it begin, and ends its budget.
    let (id, version) = (plan.playbook.id.clone(), plan.playbook.version);
    let _ = plan.act(Act::PlanStarted { playbook: id, version, path }, today);
    // A customer who asks to leave has said so; on the other paths only the caller knows.
    let implied = (path == Path::Honour).then_some(WishJs { how: WishHow::InWriting, on: None });
    if let Some(WishJs { how, on }) = wish.or(implied) {
        let on = on.map_or(Ok(today), |on| parse_date("wish.on", &on)).map_err(|error| Code::Date.of(error))?;
        let _ = plan.act(Act::WishSet { wants_to_leave: true, how }, on);
    }
    for step in plan.playbook.steps.clone() {
        if let Some(given) = answers.remove(&step.id) {
            plan.answer(&step, given)?;
        }
    }
    let known = Known { record: &plan.record, texts: plan.journal.texts(), form: &Fields::new() };
    // A withdrawal of which nobody has said whether the service is to be paid for: nothing is worked out yet.
    let settlement = match known.settlement() {
        Err(SettlementError::Undecided | SettlementError::VatUnknown | SettlementError::NoReason(_)) => None,
        settlement => settlement.map_err(|error| Code::Answers.at("answers", error))?,
    };
    let view = plan.view().ok_or_else(|| Code::Options.at("path", "no plan can be made for it"))?;
    to_js(&view::plan(&plan, &view, settlement.as_ref(), &words))
}
