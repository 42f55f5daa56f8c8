//! View files: what `inspect --json` prints, or its `view` alone.

use super::IntakeError;
use crate::head::{Head, HeadView};
use serde_json::Value;

/// Version of everything that is printed as JSON; view files of later ones are refused.
pub const JSON_FORMAT: u32 = 1;

/// Head and view of a file's text; `name` is what the file is called in sentences.
///
/// # Errors
/// The text is no view file, or one in a later form.
pub fn view_file(text: &str, name: &str) -> Result<(Head, HeadView), IntakeError> {
    let invalid = |reason: String| IntakeError::NoViewFile {
        name: name.to_owned(),
        reason,
    };
    let mut value: Value = serde_json::from_str(text).map_err(|error| invalid(error.to_string()))?;
    let format = value.get("format").and_then(Value::as_u64);
    if format.is_some_and(|format| format > u64::from(JSON_FORMAT)) {
        return Err(IntakeError::NewerViewFile {
            name: name.to_owned(),
        });
    }
    if let Some(view) = value.get_mut("view") {
        value = view.take();
    }
    let head: Option<Head> = value
        .get("head")
        .cloned()
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| invalid(error.to_string()))?;
    let head = head.unwrap_or_default();
    head.check().map_err(|reason| invalid(reason.to_string()))?;
    let view = serde_json::from_value(value).map_err(|error| invalid(error.to_string()))?;
    Ok((head, view))
}
