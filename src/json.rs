//! JSON text in and out, by the browser's own parser in WebAssembly and by `serde_json` natively: the one place that
//! knows which of the two is at hand (two parsers in one bundle would cost 17 KB more).

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is wrong with a JSON text, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {rule}")]
pub struct JsonError {
    /// The place, as in `messages[2].at`; `.` for the whole text.
    pub path: String,
    /// The rule that was broken, in the parser's words (English).
    pub rule: String,
}

impl JsonError {
    fn at<E: std::fmt::Display>(error: serde_path_to_error::Error<E>) -> Self {
        // A text that is no JSON at all has no place inside it.
        let path = match error.path().to_string().as_str() {
            "?" => ".".to_owned(),
            path => path.to_owned(),
        };
        Self { path, rule: error.into_inner().to_string() }
    }

    fn whole(rule: impl ToString) -> Self {
        Self { path: ".".to_owned(), rule: rule.to_string() }
    }
}

/// Reads a JSON text as `T`. Unknown fields are passed over.
///
/// # Errors
/// Names the place and the rule when the text is not JSON or not of `T`'s shape.
#[cfg(target_arch = "wasm32")]
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    let value = js_sys::JSON::parse(text).map_err(|error| JsonError::whole(js_sys::Error::from(error).message()))?;
    from_js(value)
}

/// Reads a JavaScript value as `T`. Unknown fields are passed over.
///
/// # Errors
/// Names the place and the rule when the value is not of `T`'s shape.
#[cfg(target_arch = "wasm32")]
pub fn from_js<T: DeserializeOwned>(value: wasm_bindgen::JsValue) -> Result<T, JsonError> {
    serde_path_to_error::deserialize(serde_wasm_bindgen::Deserializer::from(value)).map_err(JsonError::at)
}

/// Turns `value` into plain JavaScript objects, as `JSON.parse` would make them.
///
/// # Errors
/// When a number does not fit a JavaScript number.
#[cfg(target_arch = "wasm32")]
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<wasm_bindgen::JsValue, JsonError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsonError::whole)
}

/// Writes `value` as JSON text.
///
/// # Errors
/// When a number does not fit a JavaScript number.
#[cfg(target_arch = "wasm32")]
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    let text =
        js_sys::JSON::stringify(&to_js(value)?).map_err(|_| JsonError::whole("the value cannot be written as JSON"))?;
    Ok(String::from(text))
}

/// Reads a JSON text as `T`. Unknown fields are passed over.
///
/// # Errors
/// Names the place and the rule when the text is not JSON or not of `T`'s shape.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(JsonError::at)?;
    reader.end().map_err(JsonError::whole)?;
    Ok(value)
}

/// Writes `value` as JSON text.
///
/// # Errors
/// When a map has keys that are not strings.
#[cfg(not(target_arch = "wasm32"))]
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    serde_json::to_string(value).map_err(JsonError::whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Row {
        #[allow(dead_code, reason = "only its type matters")]
        name: String,
    }

    #[test]
    fn a_wrong_type_names_its_place() {
        let error = parse::<Vec<Row>>(r#"[{"name":"a"},{"name":7}]"#).unwrap_err();
        assert_eq!(error.path, "[1].name");
        assert!(error.rule.contains("expected a string"), "{}", error.rule);
    }

    #[test]
    fn trailing_text_is_an_error() {
        assert!(parse::<Vec<u8>>("[1] 2").is_err());
    }
}
