//! The document: what a person has decided about a treatment, as plain values.
//!
//! A [`Design`] holds the treatment alone (knobs, hairline, fills, sessions), without head or camera; it is a readable
//! TOML file of its own. A [`Document`] joins it with one client's [`Head`] and the outline that the
//! design gives on that head.

pub mod cases;
mod choices;
mod error;
mod file;
pub mod fills;
pub mod hairline;
pub mod head_place;
mod inserted_points;
pub mod knobs;
pub mod needle;
pub mod pigment;
mod sessions;
mod setting;
pub mod shapes;
pub mod spline;
pub mod stage;
pub mod stencil;
pub mod stops;
pub mod strokes;
pub mod styles;
mod temples;

pub use cases::{CaseAdvice, CaseGroup, CaseView, ScalpCase};
pub use choices::{LightChoice, LineProfile};
pub use error::{DesignError, nearest};
pub(crate) use file::check_fills;
pub use fills::{Fill, FillCombination, FillRegion};
pub use hairline::{ControlPoint, HairlineOutline, PointName};
pub use head_place::HeadPlace;
pub use inserted_points::ExtraPoint;
pub use knobs::{Knob, KnobGroup, KnobRow};
pub use pigment::{PalettePigment, Pigment};
pub use sessions::{MAX_SESSIONS, PLANS, Session, SessionPlan};
pub use setting::KnobSetting;
pub use shapes::FillShape;
pub use stage::TreatmentStage;
pub use strokes::{BrushKind, BrushStroke};
pub use styles::HairlineStyle;

use crate::head::{ClientScalp, Head};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the design file that this program writes; older ones are read, newer ones refused.
pub const FORMAT: u32 = 1;
/// Version of the optical model under the numbers.
pub const OPTICS: u32 = 3;
/// Version of the follicle sites (`sites v1`).
pub const SITES: u32 = 1;

/// Kind of the client's hair; sets a few knobs in every design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HairType {
    /// Straight hair: no clustering, shaft 0.075 mm.
    #[default]
    Straight,
    /// Wavy hair.
    Wavy,
    /// Curly hair.
    Curly,
    /// Coily hair: clustered follicles, shaft 0.095 mm and more.
    Coily,
}

impl HairType {
    /// The four types with their names.
    pub const ALL: [(&'static str, HairType); 4] = [
        ("straight", HairType::Straight),
        ("wavy", HairType::Wavy),
        ("curly", HairType::Curly),
        ("coily", HairType::Coily),
    ];

    /// The knobs that the type sets: clustering, and a dot as much wider as the shaft that it imitates
    /// (shafts: default 0.075 mm, coarse 0.095 mm; both, and the step from shaft to dot, are assumptions).
    pub fn knobs(self) -> [(Knob, f64); 2] {
        let (clustering, dot_diameter_mm) = match self {
            HairType::Straight => (0.2, 0.28),
            HairType::Wavy => (0.25, 0.28),
            HairType::Curly => (0.3, 0.29),
            HairType::Coily => (0.4, 0.31),
        };
        [
            (Knob::Clustering, clustering),
            (Knob::DotDiameter, dot_diameter_mm),
        ]
    }
}

/// A treatment: every number that a person has chosen. Equal designs give equal dots on equal heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Name of the case that the fills started from, if one was chosen.
    pub case: Option<String>,
    /// Name of the hairline style that the numbers started from.
    pub style: String,
    /// Kind of the client's hair.
    pub hair_type: HairType,
    /// Seed of the follicle sites and of everything irregular.
    pub seed: u32,
    /// Value of every knob; fills may override the knobs of their group.
    pub knobs: BTreeMap<Knob, f64>,
    /// Fills from bottom to top.
    pub fills: Vec<Fill>,
    /// Hairline points that a person has placed by hand, as template directions.
    pub points: BTreeMap<PointName, [f64; 3]>,
    /// Hairline points that a person has put between the named ones.
    pub extra: Vec<ExtraPoint>,
    /// Name of the pigment, of the palette or one of `pigments`; fills may have their own.
    pub pigment: String,
    /// A person's own pigments.
    pub pigments: Vec<Pigment>,
    /// The sessions in order, their shares rising to 1.
    pub sessions: Vec<Session>,
    /// Brush strokes in the order in which they were made.
    pub strokes: Vec<std::sync::Arc<BrushStroke>>,
}

impl Default for Design {
    fn default() -> Self {
        let mut design = Design {
            case: None,
            style: String::new(),
            hair_type: HairType::default(),
            seed: 1,
            knobs: Knob::all().map(|knob| (knob, knob.row().default)).collect(),
            fills: vec![Fill::scalp()],
            points: BTreeMap::new(),
            extra: Vec::new(),
            pigment: pigment::PALETTE[0].name.to_string(),
            pigments: Vec::new(),
            sessions: PLANS[0].sessions(),
            strokes: Vec::new(),
        };
        styles::default_style().apply(&mut design);
        design
    }
}

impl Design {
    /// Value of a knob for the whole design, in the knob's unit.
    pub fn get(&self, knob: Knob) -> f64 {
        self.knobs.get(&knob).copied().unwrap_or(knob.row().default)
    }

    /// Sets a knob for the whole design; a fill's own value of it is given up.
    ///
    /// # Errors
    /// The value lies outside the knob's range, is not a number, or not the whole number that the knob needs.
    pub fn set(&mut self, knob: Knob, value: f64) -> Result<(), DesignError> {
        check_range(knob, value)?;
        self.knobs.insert(knob, value);
        for fill in &mut self.fills {
            fill.knobs.remove(&knob);
        }
        let own = self.fills.iter_mut().flat_map(|fill| &mut fill.sessions);
        for session in own.chain(&mut self.sessions).filter(|_| knob != Knob::Share) {
            session.knobs.remove(&knob);
        }
        Ok(())
    }

    /// Sets a knob of one fill, found by name.
    ///
    /// # Errors
    /// No fill has that name, the knob isn't one of a fill, or the value is out of range.
    pub fn set_of_fill(&mut self, fill: &str, knob: Knob, value: f64) -> Result<(), DesignError> {
        check_range(knob, value)?;
        if !knob.per_fill() {
            return Err(DesignError::NotOfFill {
                knob: knob.row().name,
            });
        }
        self.fill_mut(fill)?.knobs.insert(knob, value);
        Ok(())
    }

    /// The fill of that name.
    pub(crate) fn fill_mut(&mut self, name: &str) -> Result<&mut Fill, DesignError> {
        let index = self.fills.iter().position(|fill| fill.name == name);
        match index {
            Some(index) => Ok(&mut self.fills[index]),
            None => {
                let names: Vec<&str> = self.fills.iter().map(|fill| fill.name.as_str()).collect();
                Err(DesignError::NoFill {
                    fill: name.to_owned(),
                    names: names.join(", "),
                })
            }
        }
    }

    /// Gives a fill other shapes, found by name.
    ///
    /// # Errors
    /// No fill has that name, or a shape makes no sense.
    pub fn set_shapes(&mut self, fill: &str, list: Vec<FillShape>) -> Result<(), DesignError> {
        shapes::check(fill, &list)?;
        self.fill_mut(fill)?.shapes = list;
        Ok(())
    }

    /// Sets the hair type and the knobs that follow from it.
    pub fn set_hair_type(&mut self, hair_type: HairType) {
        self.hair_type = hair_type;
        self.knobs.extend(hair_type.knobs());
    }
}

fn check_range(knob: Knob, value: f64) -> Result<(), DesignError> {
    let row = knob.row();
    let [low, high] = row.range;
    if !(low..=high).contains(&value) {
        return Err(DesignError::Range {
            knob: row.name,
            value,
            low,
            high,
            unit: row.unit,
        });
    }
    if knob.is_whole() && value.fract() != 0.0 {
        return Err(DesignError::NotWhole {
            knob: row.name,
            value,
            low,
            high,
        });
    }
    Ok(())
}

/// A design on one client's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The client's head.
    pub head: Head,
    /// What the client's own scalp carries.
    pub own: ClientScalp,
    /// The treatment.
    pub design: Design,
    /// The hairline that the design gives on this head; `None` for style `none`.
    pub outline: Option<HairlineOutline>,
}

impl Document {
    /// The same without any treatment: the photo in the light that is shown.
    #[must_use]
    pub fn without_dots(&self) -> Self {
        let mut design = self.design.clone();
        design.strokes.clear();
        // 0 lies in the range of the density.
        let _ = design.set(Knob::Density, 0.0);
        Document::new(self.head.clone(), design)
    }

    /// Evaluates the design's recipe on a head of whose scalp nothing more is known.
    ///
    /// ```
    /// use shadowline::design::{Design, Document};
    /// use shadowline::head::Head;
    /// let document = Document::new(Head::default(), Design::from_toml("format = 1\nstyle = 'mature'")?);
    /// assert_eq!(document.design.style, "mature");
    /// # Ok::<(), shadowline::design::DesignError>(())
    /// ```
    pub fn new(head: Head, design: Design) -> Self {
        let outline = HairlineOutline::evaluate(&head, &design);
        Document {
            head,
            own: ClientScalp::default(),
            design,
            outline,
        }
    }
}
