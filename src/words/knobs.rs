//! What the knobs are called in the trade.

use crate::design::{Knob, KnobGroup};

/// Name of a knob on the panel.
pub fn label(knob: Knob) -> &'static str {
    match knob {
        Knob::Density => "Density",
        Knob::DotDiameter => "Dot size",
        Knob::DotSpread => "Uneven dot size",
        Knob::Shade => "Shade",
        Knob::HairLimit => "No darker than own hair",
        Knob::ToneSpread => "Uneven shade",
        Knob::Depth => "Depth in the skin",
        Knob::DepthSpread => "Uneven depth",
        Knob::Softness => "Soft borders",
        Knob::ByStroke => "Uneven by passages",
        Knob::Stubble => "Own stubble, length",
        Knob::StubbleGrey => "Own stubble, grey",
        Knob::Share => "Share of the density",
        Knob::Weeks => "Weeks since the last",
        Knob::SessionDot => "Dot size of the session",
        Knob::SessionShade => "Shade of the session",
        Knob::Retention => "Retention",
        Knob::Setback => "Behind the line",
        Knob::Session => "After session",
        Knob::Day => "Days of healing",
        Knob::Years => "Years on",
        Knob::Course => "Typical to worst",
        Knob::SkinOil => "Dry to oily skin",
        Knob::Flaking => "Flaking",
        Knob::Sun => "Sun",
        Knob::Aftercare => "Aftercare",
        Knob::Redness => "Redness",
        Knob::Crusts => "Crusts",
        Knob::Layers => "Sessions in colours",
        Knob::Light => "Light",
        Knob::LightStrength => "Strength of the light",
        Knob::Shine => "Matte to oily",
        Knob::Distance => "Seen from",
        Knob::CameraMatch => "Dots as sharp as the photo",
        Knob::PhotoLook => "As in photos of real work",
        Knob::Hand => "Unevenness of the hand",
        Knob::Clustering => "Clustering",
        Knob::OwnHair => "Fewer dots where hair grows",
        Knob::HeightRatio => "Height, share of the face",
        Knob::CreaseHeight => "Highest brow crease",
        Knob::Arch => "Arch of the front",
        Knob::PeakHeight => "Widow's peak, height",
        Knob::PeakWidth => "Widow's peak, width",
        Knob::CornerBack => "Corners back",
        Knob::CornerOut => "Corners out",
        Knob::CornerSquare => "Square corners",
        Knob::TemplePeak => "Temple points forward",
        Knob::TempleBack => "Temples receded",
        Knob::Infratemporal => "Temple line behind the eye",
        Knob::Sideburn => "Sideburns",
        Knob::Asymmetry => "Asymmetry",
        Knob::LineProfile => "Masculine to feminine line",
        Knob::Age => "Client's age",
        Knob::EdgeWidth => "Transition zone",
        Knob::EdgeCentre => "Line within the zone",
        Knob::EdgeDensity => "Edge density",
        Knob::EdgeDotSize => "Edge dot size",
        Knob::EdgeShade => "Edge shade",
        Knob::Micro => "Irregularity, small",
        Knob::Macro => "Irregularity, large",
        Knob::Sentinels => "Sentinels",
        Knob::SideProfile => "Temples and sideburns",
    }
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
        KnobGroup::Fill => "Density",
        KnobGroup::Pigment => "Pigment",
        KnobGroup::Needle => "Needle and hand",
        KnobGroup::Sessions => "Sessions",
        KnobGroup::Time => "Time",
        KnobGroup::Light => "Light and distance",
        KnobGroup::Pattern => "Pattern",
        KnobGroup::Hairline => "Line",
        KnobGroup::Finish => "Edge",
    }
}

/// Help and range of a knob, for its tooltip: other knobs by the names that the panel has, and without the pages of the manual.
pub fn help(knob: Knob) -> String {
    let row = knob.row();
    let [low, high] = row.range;
    let mut help = row.help.replace(" (see apparent_mm)", "");
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
