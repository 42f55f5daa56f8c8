//! Fills: what is put where, and how several of them join.

use super::knobs::Knob;
use super::pigment::TONED;
use super::sessions::Session;
use super::shapes::FillShape;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most fills in one design; the size of the table that the density pass reads.
pub const MAX_FILLS: usize = 16;

/// Where a fill lies on the head. Zones are soft at their borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FillRegion {
    /// Everything inside the hairline.
    Scalp,
    /// The frontal third of the top, behind the front line.
    Front,
    /// The middle of the top.
    MidScalp,
    /// The crown round the whorl.
    Vertex,
    /// Both sides, over and around the ears.
    Sides,
    /// The back of the head down to the nape.
    Nape,
    /// Only where the brush adds: scars, patches.
    Painted,
    /// The whole head, outside the hairline too: what the fill's shapes leave of it.
    Anywhere,
}

impl FillRegion {
    /// All regions with their names, in the order of the density pass's weights (`ScalpSites` has none of its own).
    pub const ALL: [(&'static str, FillRegion); 8] = [
        ("scalp", FillRegion::Scalp),
        ("front", FillRegion::Front),
        ("mid-scalp", FillRegion::MidScalp),
        ("vertex", FillRegion::Vertex),
        ("sides", FillRegion::Sides),
        ("nape", FillRegion::Nape),
        ("painted", FillRegion::Painted),
        ("anywhere", FillRegion::Anywhere),
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// How a fill of density D and weight w joins the running density d below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FillCombination {
    /// d = (1 − w)·d + w·D
    Replace,
    /// d = d + w·D
    Add,
    /// d = min(d, D + (1 − w)·d)
    Limit,
    /// d = (1 − w)·d; excludes are taken last, and the brush adds nothing where they are.
    Exclude,
}

/// One fill of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// Its name, by which `--set NAME.density=` finds it.
    pub name: String,
    /// Where it lies.
    pub region: FillRegion,
    /// Left out of the picture and of all counts, but kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Shapes that it keeps to, all together; without any it fills its region.
    #[serde(default, rename = "shape", skip_serializing_if = "Vec::is_empty")]
    pub shapes: Vec<FillShape>,
    /// How it joins the fills below.
    pub combine: FillCombination,
    /// Its own values of fill knobs; those that are missing follow the design.
    #[serde(default)]
    pub knobs: BTreeMap<Knob, f64>,
    /// Its own values of session knobs, session by session; those that are missing follow the plan.
    #[serde(default, alias = "shares", skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// Its own pigment, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pigment: Option<String>,
}

/// Length of stubble that wearers keep, mm (docs/domain.md 2.1).
const STUBBLE_MM: f64 = 0.5;
/// Hairs, not follicular units, at the sides, per cm² (docs/domain.md 2.3).
const STUBBLE_HAIRS_PER_CM2: f64 = 160.0;

impl Fill {
    /// A fill that follows the design in everything.
    pub fn new(name: &str, region: FillRegion, combine: FillCombination) -> Self {
        Fill {
            name: name.to_owned(),
            region,
            hidden: false,
            shapes: Vec::new(),
            combine,
            knobs: BTreeMap::new(),
            sessions: Vec::new(),
            pigment: None,
        }
    }

    /// Whether its ink is mixed to what lies around it: then it takes the light that its own skin has more, hair on it included.
    pub fn is_toned(&self) -> bool {
        self.pigment
            .as_deref()
            .is_some_and(|name| name.starts_with(TONED))
    }

    /// The fill of a new design: the scalp inside the hairline.
    pub fn scalp() -> Self {
        Fill::new("scalp", FillRegion::Scalp, FillCombination::Replace)
    }
}

impl super::Design {
    /// Value of a knob in a fill: its own, or the design's.
    pub fn of_fill(&self, fill: &Fill, knob: Knob) -> f64 {
        fill.knobs.get(&knob).copied().unwrap_or_else(|| self.get(knob))
    }

    /// The fills in the order in which they act: as listed without the hidden ones, but excludes last.
    pub fn acting_fills(&self) -> impl Iterator<Item = (usize, &Fill)> {
        let listed = self.fills.iter().enumerate().filter(|(_, fill)| !fill.hidden);
        let excludes = listed
            .clone()
            .filter(|(_, fill)| fill.combine == FillCombination::Exclude);
        listed
            .filter(|(_, fill)| fill.combine != FillCombination::Exclude)
            .chain(excludes)
    }

    /// A name that no fill has yet: the one given, or with the first free number.
    pub fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.fills.iter().any(|fill| fill.name == name);
        let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// A fill that is not in the design yet: own stubble at the sides, drawn beside the dots; its colour is that of the
    /// client's hair.
    pub fn stubble_fill(&self) -> Fill {
        let mut fill = Fill::new(
            &self.free_name("stubble"),
            FillRegion::Sides,
            FillCombination::Replace,
        );
        fill.knobs.extend([
            (Knob::Stubble, STUBBLE_MM),
            (Knob::Density, STUBBLE_HAIRS_PER_CM2),
        ]);
        fill
    }
}
