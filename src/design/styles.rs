//! Hairline styles: named sets of knobs, kept as files in `assets/styles` and found by alias too.

use super::error::hint;
use super::{Design, DesignError, Fill, HairType, Knob, KnobGroup};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A hairline style. The four properties shape, position, symmetry and finish are knobs; a style is a recipe in
/// millimetres for them, and everything that it doesn't name stands at its default.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HairlineStyle {
    /// Name, by which it is asked for; the file's name.
    #[serde(skip)]
    pub name: &'static str,
    #[serde(rename = "format")]
    _format: u32,
    /// What it looks like, in one sentence.
    pub about: String,
    /// Other names of the trade for it.
    pub aliases: Vec<String>,
    /// Hair type that belongs to it.
    pub hair_type: Option<HairType>,
    /// Whether it draws a hairline at all.
    #[serde(default = "yes")]
    pub hairline: bool,
    /// The knobs that it sets.
    pub knobs: BTreeMap<Knob, f64>,
}

fn yes() -> bool {
    true
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/styles/", $name, ".toml")))),*]
    };
}

/// The shipped styles; the first is the default.
const SHIPPED: &[(&str, &str)] = shipped![
    "natural",
    "elegant",
    "clean-cut",
    "slightly-receding",
    "mature",
    "rounded",
    "m-shape",
    "widows-peak",
    "broken",
    "feminine-round",
    "feminine-peak",
    "afro-line-up",
    "none",
];

#[expect(
    clippy::expect_used,
    reason = "the files are compiled in, and a test reads every one of them"
)]
static STYLES: LazyLock<Vec<HairlineStyle>> = LazyLock::new(|| {
    let parse = |&(name, text): &(&'static str, &str)| {
        toml::from_str::<HairlineStyle>(text).map(|style| HairlineStyle { name, ..style })
    };
    SHIPPED
        .iter()
        .map(parse)
        .collect::<Result<_, _>>()
        .expect("shipped styles are valid")
});

/// All styles; the first is the default of a new design.
pub fn all() -> &'static [HairlineStyle] {
    &STYLES
}

/// The style of a new design.
pub fn default_style() -> &'static HairlineStyle {
    &STYLES[0]
}

/// Finds a style by name or alias; case, spaces and underscores don't matter.
///
/// # Errors
/// No style has that name.
pub fn find(name: &str) -> Result<&'static HairlineStyle, DesignError> {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let matches = |style: &&HairlineStyle| style.name == wanted || style.aliases.contains(&wanted);
    all().iter().find(matches).ok_or_else(|| {
        let names = all().iter();
        let names = names
            .flat_map(|style| std::iter::once(style.name).chain(style.aliases.iter().map(String::as_str)));
        DesignError::NoStyle {
            name: name.to_owned(),
            hint: hint(name, names),
        }
    })
}

impl HairlineStyle {
    /// Puts the style into a design: hairline and finish start from their defaults, but for what belongs to the client; other
    /// knobs change only where the style names them.
    pub fn apply(&self, design: &mut Design) {
        self.name.clone_into(&mut design.style);
        let of_the_line = |knob: &Knob| {
            matches!(knob.row().group, KnobGroup::Hairline | KnobGroup::Finish) && !knob.of_client()
        };
        design.knobs.extend(
            Knob::all()
                .filter(of_the_line)
                .map(|knob| (knob, knob.row().default)),
        );
        if let Some(hair_type) = self.hair_type {
            design.set_hair_type(hair_type);
        }
        design.knobs.extend(&self.knobs);
        design.points.clear();
        design.extra.clear();
        // What a case treats stays when another line is tried.
        if design.case.is_none() {
            design.fills = if self.hairline {
                vec![Fill::scalp()]
            } else {
                Vec::new()
            };
        }
    }

    /// Whether a style of that name draws a hairline; unknown names do.
    pub(super) fn draws_line(name: &str) -> bool {
        find(name).map(|style| style.hairline).unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_style_is_valid_and_found_by_each_name() {
        for style in all() {
            assert_eq!(find(style.name).unwrap().name, style.name);
            for alias in &style.aliases {
                assert_eq!(find(alias).unwrap().name, style.name, "{alias}");
            }
            for (knob, value) in &style.knobs {
                let [low, high] = knob.row().range;
                assert!((low..=high).contains(value), "{} {}", style.name, knob.row().name);
            }
        }
        assert_eq!(find("Line Up").unwrap().name, "clean-cut");
        assert!(find("mullet").is_err());
    }
}
