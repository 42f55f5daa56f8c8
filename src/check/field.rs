//! What is measured of the dots of a treatment: of each fill by itself, the worst of them counts.

use crate::design::{Design, Document, Fill, FillCombination, Knob};
use crate::head::ClientScalp;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::dot_table::{field_dot, luminance};
use crate::plan::sites::density_sketch::{even_directions, wanted_per_cm2};
use crate::plan::sites::hairline_edge::EdgeField;
use crate::plan::sites::scalp::ZoneWeights;
use glam::DVec3;
use std::f64::consts::PI;

/// Full width at half maximum of a Gaussian over its standard deviation.
const FWHM_PER_SIGMA: f64 = 2.3548;
/// Directions on each half of the head: about 0.3 cm² each.
const PAIRS: usize = 2000;
/// A direction of which front, mid-scalp and vertex have this share lies on the top (assumption).
const ON_TOP: f64 = 0.5;
/// Treated to this share of the densest fill a place counts as treated, to the other as open (assumptions).
const TREATED: f64 = 0.5;
const OPEN: f64 = 0.3;
/// Under more of the client's own hair than this a place counts as hairy (assumption).
const HAIRY: f64 = 0.4;
/// Shaved sides that take less light than this are no measure of a field: logarithm of luminance (assumption).
const LEAST_OF_SIDES: f64 = 0.02;

/// The dots of one fill.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldMeasures {
    /// The fill's name.
    pub fill: String,
    /// Dots wanted, per cm².
    pub density_per_cm2: f64,
    /// Healed diameter, mm.
    pub diameter_mm: f64,
    /// Width at which a dot is seen, at half its contrast, mm.
    pub apparent_mm: f64,
    /// Share of the skin that pigment covers.
    pub coverage: f64,
    /// Light that the field takes over what the usual field takes on the same skin (logarithms of luminance).
    pub over_usual: f64,
    /// The same over what the client's own shaved hair takes, where that is known.
    pub over_sides: Option<f64>,
    /// Spread of size and of tone, standard deviation over mean: the larger.
    pub spread: f64,
}

impl FieldMeasures {
    /// Those of all fills that put pigment into the skin.
    pub fn of(document: &Document, client: ClientTraits<'_>) -> Vec<Self> {
        let design = &document.design;
        pigment_fills(design)
            .map(|fill| FieldMeasures::of_fill(design, fill, client))
            .collect()
    }

    /// Those of one fill.
    pub fn of_fill(design: &Design, fill: &Fill, client: ClientTraits<'_>) -> Self {
        let value = |knob: Knob| design.of_fill(fill, knob);
        let [density_per_cm2, diameter_mm, shade_od] =
            [Knob::Density, Knob::DotDiameter, Knob::Shade].map(value);
        let mut own = design.clone();
        own.knobs.extend(&fill.knobs);
        own.pigment = fill.pigment.clone().unwrap_or(own.pigment);
        let (dot, _) = field_dot(&own, client, [density_per_cm2, diameter_mm, shade_od]);
        let taken = |core: [f64; 3], halo: [f64; 3], density: f64| {
            density / 100.0 * (luminance(core) + luminance(halo))
        };
        let light = taken(dot.core_area_mm2, dot.halo_area_mm2, density_per_cm2);
        let usual = Design::default();
        let field = [Knob::Density, Knob::DotDiameter, Knob::Shade].map(|knob| knob.row().default);
        let any_hair = ClientTraits {
            hair_over_skin: None,
            ..client
        };
        let (of_usual, _) = field_dot(&usual, any_hair, field);
        let usual_light = taken(of_usual.core_area_mm2, of_usual.halo_area_mm2, field[0]);
        let of_sides = client
            .hair_over_skin
            .map(|light| -luminance(light).max(1e-3).ln());
        FieldMeasures {
            fill: fill.name.clone(),
            density_per_cm2,
            diameter_mm,
            apparent_mm: FWHM_PER_SIGMA * dot.core_sigma_mm,
            coverage: density_per_cm2 / 100.0 * PI / 4.0 * diameter_mm * diameter_mm,
            over_usual: light / usual_light.max(1e-6),
            over_sides: of_sides
                .filter(|sides| *sides > LEAST_OF_SIDES)
                .map(|sides| light / sides),
            spread: value(Knob::DotSpread).max(value(Knob::ToneSpread)),
        }
    }
}

/// The fills that put pigment into the skin, without the hidden ones.
fn pigment_fills(design: &Design) -> impl Iterator<Item = &Fill> {
    let puts = move |fill: &&Fill| {
        let adds = matches!(fill.combine, FillCombination::Replace | FillCombination::Add);
        adds && design.of_fill(fill, Knob::Stubble) <= 0.0 && design.of_fill(fill, Knob::Density) > 0.0
    };
    design.acting_fills().map(|(_, fill)| fill).filter(puts)
}

/// How the top of the head is shared between dots, own hair and neither, cm².
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct TopShares {
    /// Gets dots.
    pub treated_cm2: f64,
    /// Gets none, and own hair stands there.
    pub hairy_cm2: f64,
    /// Gets none, and no own hair is known there.
    pub bare_cm2: f64,
}

impl TopShares {
    /// The top (front, mid-scalp, vertex) inside the hairline; what a brush does isn't asked.
    pub fn of(document: &Document) -> Self {
        let (head, design) = (&document.head, &document.design);
        let densities = pigment_fills(design).map(|fill| design.of_fill(fill, Knob::Density));
        let most_per_cm2 = densities.fold(1.0, f64::max);
        let (zones, line) = (ZoneWeights::of(head), document.outline.as_ref());
        let line = line.map(|outline| EdgeField::new(outline, 1.0));
        let on_top = |direction: &DVec3| {
            let [front, middle, vertex, ..] = zones.shares(*direction);
            front + middle + vertex >= ON_TOP && line.as_ref().is_none_or(|line| line.contains(*direction))
        };
        let top: Vec<DVec3> = even_directions(PAIRS).filter(on_top).collect();
        let solid_angle_sr = 4.0 * PI / (2 * PAIRS) as f64;
        let wanted = wanted_per_cm2(&without_edge(document), top.iter().copied());
        let mut shares = TopShares::default();
        for (direction, wanted) in top.into_iter().zip(wanted) {
            let cm2 = head.area_mm2_per_sr(direction) * solid_angle_sr / 100.0;
            let hair = document.own.hair.as_ref().map_or(0.0, |map| map.at(direction));
            let planned = wanted / most_per_cm2 * (1.0 - hair * design.get(Knob::OwnHair));
            match planned {
                planned if planned > TREATED => shares.treated_cm2 += cm2,
                planned if planned < OPEN && hair > HAIRY => shares.hairy_cm2 += cm2,
                planned if planned < OPEN => shares.bare_cm2 += cm2,
                _ => {}
            }
        }
        shares
    }
}

/// The pigment alone, as if the whole head lay inside the hairline: the edge of the front is no open place, stubble no treatment.
fn without_edge(document: &Document) -> Document {
    let mut design = document.design.clone();
    let of_pigment = |fill: &Fill| document.design.of_fill(fill, Knob::Stubble) <= 0.0;
    design.fills.retain(of_pigment);
    Document {
        head: document.head.clone(),
        own: ClientScalp::default(),
        design,
        outline: None,
    }
}
