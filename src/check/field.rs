//! What is measured of the dots of a treatment: of each fill by itself, the worst of them counts.

use crate::design::{Design, Document, Fill, FillCombination, FillRegion, Knob};
use crate::head::Head;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::dot_table::{field_dot, luminance};
use crate::plan::sites::fill_masks::ShapeBorder;
use crate::plan::sites::hairline_edge::EdgeField;
use crate::plan::sites::scalp::ZoneWeights;
use glam::DVec3;
use std::f64::consts::PI;

/// Full width at half maximum of a Gaussian over its standard deviation.
const FWHM_PER_SIGMA: f64 = 2.3548;
/// Directions that are asked over the whole sphere: about one in 40 mm² of scalp.
const SAMPLES: usize = 4000;
/// Treated to this share of the design's density a place counts as treated, to the other as open.
const TREATED: f64 = 0.5;
const OPEN: f64 = 0.3;
/// Under more of the client's own hair than this a place counts as hairy.
const HAIRY: f64 = 0.4;

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
        let puts = |fill: &&Fill| {
            let adds = matches!(fill.combine, FillCombination::Replace | FillCombination::Add);
            adds && design.of_fill(fill, Knob::Stubble) <= 0.0 && design.of_fill(fill, Knob::Density) > 0.0
        };
        design
            .fills
            .iter()
            .filter(puts)
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
            over_sides: of_sides.filter(|sides| *sides > 0.02).map(|sides| light / sides),
            spread: value(Knob::DotSpread).max(value(Knob::ToneSpread)),
        }
    }
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
        let zones = ZoneWeights::of(head);
        let edge = document
            .outline
            .as_ref()
            .map(|outline| EdgeField::new(outline, 1.0));
        let most = design
            .fills
            .iter()
            .map(|fill| design.of_fill(fill, Knob::Density))
            .fold(1.0, f64::max);
        let borders = borders(design, head);
        let sphere_sr = 4.0 * PI / SAMPLES as f64;
        let mut shares = TopShares::default();
        for index in 0..SAMPLES {
            let direction = spread_direction(index);
            let weights = zones.shares(direction);
            let on_top = weights[0] + weights[1] + weights[2];
            if on_top < 0.5 || edge.as_ref().is_some_and(|edge| !edge.contains(direction)) {
                continue;
            }
            let cm2 = head.area_mm2_per_sr(direction) * sphere_sr / 100.0;
            let hair = document.own.hair.as_ref().map_or(0.0, |map| map.at(direction));
            let in_shapes = |number: usize| {
                let at = |border: &ShapeBorder| border.at(direction, head.point_mm(direction));
                let most = borders[number].iter().map(at).max();
                most.map_or(1.0, |weight| f64::from(weight) / 4096.0)
            };
            let bare = 1.0 - hair * design.get(Knob::OwnHair);
            let planned = wanted(design, weights, in_shapes) / most * bare;
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

/// The shapes of each acting fill, in their order; none where it has none.
fn borders(design: &Design, head: &Head) -> Vec<Vec<ShapeBorder>> {
    let of_fill = |fill: &Fill| {
        fill.shapes
            .iter()
            .map(|shape| ShapeBorder::new(shape, head))
            .collect()
    };
    design.acting_fills().map(|(_, fill)| of_fill(fill)).collect()
}

/// The density that the fills want at a place inside the hairline, from its zone shares (front, mid-scalp, vertex, sides, nape)
/// and the shapes of the fills.
fn wanted(design: &Design, shares: [f64; 5], in_shapes: impl Fn(usize) -> f64) -> f64 {
    let mut density = 0.0;
    for (number, (_, fill)) in design.acting_fills().enumerate() {
        if design.of_fill(fill, Knob::Stubble) > 0.0 {
            continue;
        }
        let weight = match fill.region {
            FillRegion::Scalp | FillRegion::Anywhere => 1.0,
            FillRegion::Front => shares[0],
            FillRegion::MidScalp => shares[1],
            FillRegion::Vertex => shares[2],
            FillRegion::Sides => shares[3],
            FillRegion::Nape => shares[4],
            FillRegion::Painted => 0.0,
        };
        let weight = weight * in_shapes(number);
        let own = design.of_fill(fill, Knob::Density);
        density = match fill.combine {
            FillCombination::Replace => (1.0 - weight) * density + weight * own,
            FillCombination::Add => density + weight * own,
            FillCombination::Limit => f64::min(density, own + (1.0 - weight) * density),
            FillCombination::Exclude => (1.0 - weight) * density,
        };
    }
    density
}

/// One of [`SAMPLES`] directions that cover the sphere evenly (a Fibonacci spiral).
fn spread_direction(index: usize) -> DVec3 {
    let golden = PI * (3.0 - 5.0_f64.sqrt());
    let y = 1.0 - 2.0 * (index as f64 + 0.5) / SAMPLES as f64;
    let radius = (1.0 - y * y).sqrt();
    let angle = golden * index as f64;
    DVec3::new(radius * libm::cos(angle), y, radius * libm::sin(angle))
}
