//! `filterRelationship`: the relationship model alone, on ticks of the caller's own making.

use clean_break::json::{self, Place, Value};
use clean_break::relationship::{Input, Model, Output, States, Tick, exit_within, filter};
use clean_break::{json_input, json_output};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};
use super::options::Options;
use super::to_js;

/// The horizon that `exit13` is named after.
const WEEKS: u16 = 13;

json_input! {
    struct TickJs {
        u: Input,
        e: u8,
        y: Heard,
    }
}

/// `y`: a word, or `null` for a message that could not be read. Not an `Option`, which may be left out: a tick without
/// `y` is a fault.
struct Heard(Option<Output>);

impl json::Read for Heard {
    fn read(from: &Place<'_>) -> Self {
        if let Some(Value::Null) = from.value() { Self(None) } else { Self(Some(Output::read(from))) }
    }
}

json_output! {
    /// The three states' probabilities.
    pub struct StatesJs {
        broken: f64,
        strained: f64,
        sound: f64,
    }
}

impl From<States> for StatesJs {
    fn from(States { broken, strained, sound }: States) -> Self {
        Self { broken, strained, sound }
    }
}

json_output! {
    struct FilteredJs {
        loglik: f64,
        states: StatesJs,
        exit13: f64,
    }
}

/// Where a relationship stands after a history of weeks, by the relationship model alone.
///
/// The first tick starts from the model's prior, so its `u` says nothing; ticks after an `exit` do not count.
/// Throws `bad_ticks` or `bad_model`.
#[wasm_bindgen(js_name = filterRelationship, unchecked_return_type = "Filtered")]
pub fn filter_relationship(
    #[wasm_bindgen(unchecked_param_type = "History")] history: JsValue,
) -> Result<JsValue, Fault> {
    let history = Options::new(history)?;
    let ticks: Vec<TickJs> = history
        .read("ticks", Code::Ticks)?
        .ok_or_else(|| Code::Ticks.at("ticks", "is missing; give a list, which may be empty"))?;
    let model: Model = history.read("model", Code::Model)?.unwrap_or_default();
    let model = model.check().map_err(|error| Code::Model.at(error.0, error).under("model"))?;
    let tick = |(at, TickJs { u, e, y }): (usize, TickJs)| match e {
        0 | 1 => Ok(Tick { input: u, helped: e == 1, output: y.0 }),
        _ => Err(Code::Ticks.at(format!("ticks[{at}].e"), format!("{e} is neither 0 nor 1"))),
    };
    let ticks = ticks.into_iter().enumerate().map(tick).collect::<Result<Vec<Tick>, Fault>>()?;
    let found = filter(&ticks, &model);
    let exit13 = if found.exited { 1.0 } else { exit_within(found.states, WEEKS, &model) };
    to_js(&FilteredJs { loglik: found.loglik, states: found.states.into(), exit13 })
}
