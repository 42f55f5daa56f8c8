//! What the knobs are called in the trade.

use super::catalogue::{found, plain_number, said};
use crate::design::{Knob, KnobGroup};

/// Name of a knob on the panel.
pub fn label(knob: Knob) -> &'static str {
    let name = knob.row().name;
    found(&format!("knob-{name}")).unwrap_or(name)
}

/// Unit behind a knob's number, as short as the trade has it.
pub fn unit(knob: Knob) -> &'static str {
    match knob.row().unit {
        "dots/cm²" => "/cm²",
        "dots/cm" => "/cm",
        // The label says what the share is of; the help explains optical density.
        "× glabella–chin" | "OD" => "",
        unit => unit,
    }
}

/// Name of a group of knobs.
pub fn group(group: KnobGroup) -> &'static str {
    match group {
        KnobGroup::Fill => said("knob-group-fill"),
        KnobGroup::Pigment => said("knob-group-pigment"),
        KnobGroup::Needle => said("knob-group-needle"),
        KnobGroup::Sessions => said("knob-group-sessions"),
        KnobGroup::Time => said("knob-group-time"),
        KnobGroup::Light => said("knob-group-light"),
        KnobGroup::Pattern => said("knob-group-pattern"),
        KnobGroup::Hairline => said("knob-group-hairline"),
        KnobGroup::Finish => said("knob-group-finish"),
    }
}

/// Help and range of a knob, for its tooltip: other knobs by the names that the panel has, and without the pages of the manual.
pub fn help(knob: Knob) -> String {
    let row = knob.row();
    let [low, high] = row.range.map(plain_number);
    let own = found(&format!("knob-{}-help", row.name)).unwrap_or(row.help);
    let mut help = own.replace(" (see apparent_mm)", "");
    for other in Knob::all().filter(|other| other.row().name.contains('-')) {
        help = help.replace(other.row().name, &format!("“{}”", label(other)));
    }
    format!("{}\n\n{low}–{high} {}", without_pages(&help), row.unit)
        .trim_end()
        .to_owned()
}

/// A text without its references to pages: ` (docs/look.md)`, `, docs/look.md`.
fn without_pages(text: &str) -> String {
    const PAGE: &str = "docs/";
    const ENDING: &str = ".md";
    let mut left = text;
    let mut plain = String::new();
    while let Some(at) = left.find(PAGE) {
        let (before, page) = left.split_at(at);
        let after = page.find(ENDING).map_or("", |end| &page[end + ENDING.len()..]);
        let alone = before.strip_suffix(" (").filter(|_| after.starts_with(')'));
        plain.push_str(alone.unwrap_or_else(|| before.trim_end_matches([' ', ','])));
        left = if alone.is_some() { &after[1..] } else { after };
    }
    plain + left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_no_page_no_column_and_no_knob_of_the_command_line() {
        for knob in Knob::all() {
            let help = help(knob);
            assert!(
                !help.contains("docs/") && !help.contains(".md") && !help.contains('_'),
                "{help}"
            );
            let named = Knob::all().find(|other| {
                let name = other.row().name;
                name.contains('-') && help.contains(name)
            });
            assert_eq!(named, None, "{help}");
        }
        assert_eq!(
            without_pages("Wide (own Monte Carlo, docs/optics.md). More (docs/look.md)."),
            "Wide (own Monte Carlo). More."
        );
    }
}
