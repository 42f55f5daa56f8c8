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
        Knob::Hand => "Hand",
        Knob::Clustering => "Clustering",
        Knob::OwnHair => "Fewer dots where hair grows",
        Knob::HeightRatio => "Height",
        Knob::CreaseHeight => "Highest brow crease",
        Knob::Arch => "Arch of the front",
        Knob::PeakHeight => "Widow's peak, height",
        Knob::PeakWidth => "Widow's peak, width",
        Knob::CornerBack => "Corners back",
        Knob::CornerOut => "Corners out",
        Knob::CornerSquare => "Square corners",
        Knob::TemplePeak => "Temple points forward",
        Knob::TempleBack => "Temples receded",
        Knob::Infratemporal => "Line from the eye",
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
        "× glabella–chin" => "× face",
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

/// Help and range of a knob, for its tooltip.
pub fn help(knob: Knob) -> String {
    let row = knob.row();
    let [low, high] = row.range;
    format!("{}\n\n{low}–{high} {}", row.help, row.unit)
        .trim_end()
        .to_owned()
}
