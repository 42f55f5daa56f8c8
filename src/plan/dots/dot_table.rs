//! What a dot of a fill and session looks like at the moment that is shown: a small table for the splat pass, by pressure,
//! diameter and ink. Healing, fading, pigment and the optics of skin are all in it, so that they cost the GPU nothing.

use super::client_traits::ClientTraits;
use super::fills::{log_normal_sigma, pressure_quantile};
use super::healing::{DotState, state};
use super::optics::{DotField, DotOptics, DotsOfDepth};
use super::photo_look::PhotoLook;
use crate::design::pigment::REFERENCE_DIAMETER_MM;
use crate::design::{Design, Fill, Knob, MAX_SESSIONS, Pigment};
use crate::passes::shared::DotRow;
use crate::photo::LUMINANCE_WEIGHTS;
use crate::plan::smooth;
use std::f64::consts::{LN_10, PI};

/// Classes of the hand's pressure in the table of one row.
pub const PRESSURES: usize = 16;
/// Steps of the diameter in it.
pub const DIAMETERS: usize = 12;
/// Steps of the ink in it.
pub const INKS: usize = 6;
/// Words of an entry: core (red, green, blue), its standard deviation, halo (red, green, blue), nothing.
const ENTRY: usize = 8;
/// Rows of sessions that each fill has.
pub const SESSION_ROWS: usize = 8;
/// Table of a row that draws nothing.
pub const HIDDEN: u32 = u32::MAX;
/// Quantiles of the classes end here, standard deviations.
const REACH: f64 = 2.5;

/// Light of the skin taken where no photo was measured, linear sRGB (assumption).
const SKIN_RGB: [f64; 3] = [0.45, 0.28, 0.20];
/// Melanosomes between which the client's own hair stops to limit the dots: above 28° of typology angle skin counts as
/// fair or medium (docs/domain.md 5.1; the softness is an assumption).
const MEDIUM: [f64; 2] = [0.08, 0.12];

/// Light that redness takes away round a fresh dot, as a black area in mm² per channel: with them 95 fresh dots/cm² leave green and
/// blue about the 0.57 and 0.64 that one photo of fresh work shows (docs/look.md).
const RED_MM2: [f64; 3] = [0.0, 0.33, 0.28];
/// A crust: diameter over the dot's, and the share of light that it takes (assumption).
const CRUST_SIZE: f64 = 1.1;
const CRUST_RGB: [f64; 3] = [0.25, 0.45, 0.55];
/// Diameter of a shaved hair, mm (default of docs/domain.md 2.2), and the share of light that black hair takes.
const SHAFT_MM: f64 = 0.075;
const SHAFT_RGB: [f64; 3] = [0.90, 0.93, 0.95];
/// Share of a dark hair's contrast that a white hair keeps (its shadow; assumption).
const WHITE_HAIR: f64 = 0.12;
/// Colours of the layers: share of light that each session takes, red, green, blue.
const LAYERS: [[f64; 3]; MAX_SESSIONS] = [
    [0.9, 0.35, 0.0],
    [0.0, 0.45, 0.95],
    [0.0, 0.9, 0.45],
    [0.85, 0.0, 0.85],
    [0.2, 0.0, 0.9],
    [0.6, 0.6, 0.6],
];
/// Size of a dot in the layers' colours: standard deviation, mm.
const LAYER_SIGMA_MM: f64 = 0.13;

/// Rows and table for the splat pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotTable {
    /// [`SESSION_ROWS`] rows for each acting fill.
    pub rows: Vec<DotRow>,
    /// The rows' tables, one after the other.
    pub entries: Vec<f32>,
}

/// The table of a design at the moment that it shows, on the skin that was measured.
pub fn dot_table(design: &Design, client: ClientTraits<'_>) -> DotTable {
    let mut table = DotTable::default();
    for (_, fill) in design.acting_fills() {
        for session in 0..SESSION_ROWS {
            let row = DotLook::of(design, fill, session, client).map(|look| look.row(&mut table.entries));
            table.rows.push(row.unwrap_or(DotRow {
                table: HIDDEN,
                ..DotRow::default()
            }));
        }
    }
    table
}

/// A settled dot of the last session in a field of another density, diameter (mm) and shade: its optics, and the variation of
/// its area from dot to dot (standard deviation over mean). For matching what a photo shows.
pub fn field_dot(
    design: &Design,
    client: ClientTraits<'_>,
    [density_per_cm2, diameter_mm, shade_od]: [f64; 3],
) -> (DotOptics, f64) {
    let fill = Fill::scalp();
    let last = design.sessions.len().saturating_sub(1);
    let look = DotLook {
        density_per_cm2,
        ..DotLook::with(design, &fill, last, client, DotState::SETTLED)
    };
    let over = |knob: Knob, value: f64| libm::log((value / design.get(knob)).max(1e-6));
    let at = [over(Knob::DotDiameter, diameter_mm), over(Knob::Shade, shade_od)];
    let layer = look.layer(0.0);
    let dot = |steps: f64| {
        let (core_area_mm2, core_sigma_mm, halo_area_mm2) =
            look.dot(&layer, at[0] + steps * look.spreads[0], at[1]);
        DotOptics {
            core_sigma_mm,
            core_area_mm2,
            halo_area_mm2,
        }
    };
    let area = |dot: &DotOptics| luminance(dot.core_area_mm2) + luminance(dot.halo_area_mm2);
    let spread = 0.5 * (area(&dot(1.0)) / area(&dot(-1.0)).max(1e-9)).ln();
    (dot(0.0), spread)
}

/// Luminance of linear sRGB light, or of what takes it away.
pub fn luminance([r, g, b]: [f64; 3]) -> f64 {
    let [of_red, of_green, of_blue] = LUMINANCE_WEIGHTS;
    of_red * r + of_green * g + of_blue * b
}

/// Everything that the dots of one fill and session have in common.
pub(super) struct DotLook<'a> {
    design: &'a Design,
    fill: &'a Fill,
    session: usize,
    pigment: &'a Pigment,
    state: DotState,
    /// Share of a black dot's light that this client's dot takes away at most, per channel.
    darkens: [f64; 3],
    /// The same of a shaved hair: the client's own where the photo shows it.
    hair_darkens: [f64; 3],
    /// Light that the treated scalp keeps at least, over bare skin's.
    darkest: f64,
    melanosomes: f64,
    /// Dots that stand after the session that is shown.
    density_per_cm2: f64,
    /// Standard deviations of the logarithms of diameter, ink and depth.
    pub(super) spreads: [f64; 3],
    /// Share of the variance that the pressure brings.
    pub(super) by_stroke: f64,
    /// What photos of real work make of the dots.
    photo_look: PhotoLook,
    /// How far the camera lifts fine dark detail.
    crisp: f64,
}

impl<'a> DotLook<'a> {
    fn of(design: &'a Design, fill: &'a Fill, session: usize, client: ClientTraits<'_>) -> Option<Self> {
        let value = |knob| design.of_fill(fill, knob);
        let hair = value(Knob::Stubble) > 0.0;
        // Hair is there before the first session.
        let state = match hair {
            true if session < design.sessions.len() => Some(DotState::SETTLED),
            true => None,
            false => state(design, fill, session, client.melanosomes()),
        }?;
        Some(DotLook::with(design, fill, session, client, state))
    }

    pub(super) fn with(
        design: &'a Design,
        fill: &'a Fill,
        session: usize,
        client: ClientTraits<'_>,
        state: DotState,
    ) -> Self {
        let value = |knob| design.of_fill(fill, knob);
        let capture = client.capture;
        let skin_rgb = capture.map_or(SKIN_RGB, |capture| capture.skin_rgb);
        let pigment = design.pigment_of(fill);
        let melanosomes = client.melanosomes();
        let limit =
            value(Knob::HairLimit) * (1.0 - smooth((melanosomes - MEDIUM[0]) / (MEDIUM[1] - MEDIUM[0])));
        let hair = client.hair_over_skin.map_or(0.0, luminance);
        // Pigment that gives light back never takes away more than brings the skin down to its own light.
        let darkens = std::array::from_fn(|c| {
            let own_light = pigment.reflectance[c] / skin_rgb[c].max(1e-3);
            (1.0 - own_light).max(0.0)
        });
        DotLook {
            design,
            fill,
            session,
            pigment,
            state,
            darkens,
            darkest: limit * hair,
            hair_darkens: client
                .hair_over_skin
                .map_or(darkens, |light| light.map(|over_skin| 1.0 - over_skin)),
            melanosomes,
            density_per_cm2: value(Knob::Density) * shown_share(design, fill),
            spreads: [Knob::DotSpread, Knob::ToneSpread, Knob::DepthSpread]
                .map(|knob| log_normal_sigma(value(knob))),
            by_stroke: value(Knob::ByStroke),
            photo_look: PhotoLook::on(melanosomes, design.get(Knob::PhotoLook)),
            crisp: 1.0 + (client.crisp - 1.0) * design.get(Knob::CameraMatch),
        }
    }

    fn value(&self, knob: Knob) -> f64 {
        self.design.of_fill(self.fill, knob)
    }

    /// The row, its table put behind the others.
    fn row(&self, entries: &mut Vec<f32>) -> DotRow {
        let own = (1.0 - self.by_stroke).sqrt();
        let [diameter_sd, ink_sd, _] = self.spreads.map(|spread| spread * own);
        let [edge_size, edge_shade] = [Knob::EdgeDotSize, Knob::EdgeShade].map(|knob| self.design.get(knob));
        let hair = self.value(Knob::Stubble) > 0.0;
        let lows = [
            libm::log(edge_size) - REACH * diameter_sd,
            libm::log(edge_shade) - REACH * ink_sd,
        ];
        let steps = [
            (REACH * diameter_sd - lows[0]).max(1e-3) / (DIAMETERS - 1) as f64,
            (REACH * ink_sd - lows[1]).max(1e-3) / (INKS - 1) as f64,
        ];
        let row = DotRow {
            table: (entries.len() / ENTRY) as u32,
            white: if hair {
                (64.0 * self.value(Knob::StubbleGrey)) as u32
            } else {
                0
            },
            diameter_low: lows[0] as f32,
            diameter_step: (1.0 / steps[0]) as f32,
            ink_low: lows[1] as f32,
            ink_step: (1.0 / steps[1]) as f32,
            diameter_sd: diameter_sd as f32,
            ink_sd: ink_sd as f32,
            edge_size: edge_size as f32,
            edge_shade: edge_shade as f32,
            white_strength: WHITE_HAIR as f32,
            pad_0: 0,
        };
        for pressure in 0..PRESSURES {
            let push = pressure_quantile(pressure) * self.by_stroke.sqrt();
            let layer = self.layer(push);
            for diameter in 0..DIAMETERS {
                for ink in 0..INKS {
                    let at = [
                        lows[0] + steps[0] * diameter as f64 + self.spreads[0] * push,
                        lows[1] + steps[1] * ink as f64 + self.spreads[1] * push,
                    ];
                    entries.extend(self.entry(&layer, at));
                }
            }
        }
        row
    }

    /// The skin at the depth to which a pressure brings the pigment (standard deviations).
    pub(super) fn layer(&self, push: f64) -> SkinLayer {
        let depth_mm = self.value(Knob::Depth) * libm::exp(self.spreads[2] * push) + self.state.deeper_mm;
        SkinLayer {
            depth_mm,
            dots: DotsOfDepth::at(depth_mm, self.melanosomes),
        }
    }

    /// One entry: logarithms of diameter and ink over their knobs.
    fn entry(&self, layer: &SkinLayer, [diameter_ln, ink_ln]: [f64; 2]) -> [f32; ENTRY] {
        let (core, sigma_mm, halo) = if self.design.colours_sessions() {
            let area = 2.0 * PI * LAYER_SIGMA_MM * LAYER_SIGMA_MM;
            (
                LAYERS[self.session.min(MAX_SESSIONS - 1)].map(|share| share * area),
                LAYER_SIGMA_MM,
                [0.0; 3],
            )
        } else if self.value(Knob::Stubble) > 0.0 {
            self.shaft(diameter_ln)
        } else {
            self.dot(layer, diameter_ln, ink_ln)
        };
        let [a, b, c] = core.map(|area| area as f32);
        let [d, e, f] = halo.map(|area| area as f32);
        [a, b, c, sigma_mm as f32, d, e, f, 0.0]
    }

    /// A dot of pigment.
    pub(super) fn dot(&self, layer: &SkinLayer, diameter_ln: f64, ink_ln: f64) -> ([f64; 3], f64, [f64; 3]) {
        let state = &self.state;
        let session = |knob| self.design.of_fill_session(self.fill, self.session, knob);
        let diameter_mm = self.value(Knob::DotDiameter)
            * session(Knob::SessionDot)
            * libm::exp(diameter_ln)
            * state.diameter;
        let shade_od = self.value(Knob::Shade) * session(Knob::SessionShade) * libm::exp(ink_ln) * state.ink;
        let channel = |c: usize| {
            let left = libm::pow(1.0 - self.pigment.drift_per_year[c], state.years);
            shade_od * LN_10 / REFERENCE_DIAMETER_MM * self.pigment.absorption[c] * left
        };
        let optics = layer.dots.dot(diameter_mm, std::array::from_fn(channel));
        let darkens = self.darkens;
        let crust_mm2 = state.crust * PI / 4.0 * (CRUST_SIZE * diameter_mm) * (CRUST_SIZE * diameter_mm);
        // Among others a dot counts for a little less.
        let crowd = DotField {
            density_per_cm2: self.density_per_cm2,
            diameter_mm,
            depth_mm: layer.depth_mm,
        };
        let strength: [f64; 3] = std::array::from_fn(|c| {
            let alone_mm2 = (optics.core_area_mm2[c] + optics.halo_area_mm2[c]) * state.strength * darkens[c];
            let among_mm2 = crowd.among_mm2(alone_mm2, c);
            state.strength * darkens[c] * among_mm2 / alone_mm2.max(1e-9)
        });
        let scaled = |areas: [f64; 3]| std::array::from_fn(|c| areas[c] * strength[c]);
        let (core, halo) = self.photo_look.drawn(
            scaled(optics.core_area_mm2),
            scaled(optics.halo_area_mm2),
            state.veil,
            self.crisp,
        );
        let taken = luminance(std::array::from_fn(|c| {
            (core[c] + halo[c]) * self.density_per_cm2 / 100.0
        }));
        // No more than brings the scalp down to the client's own hair.
        let most = -libm::log(self.darkest.max(1e-3));
        let limit = (most / taken.max(1e-9)).min(1.0);
        let core = |c: usize| core[c] * limit + crust_mm2 * CRUST_RGB[c];
        let halo = |c: usize| halo[c] * limit + state.redness * RED_MM2[c];
        let soft_mm = self.value(Knob::Softness);
        let sigma_mm = (optics.core_sigma_mm * optics.core_sigma_mm + soft_mm * soft_mm).sqrt();
        (std::array::from_fn(core), sigma_mm, std::array::from_fn(halo))
    }

    /// A shaved hair lying on the skin: as wide as its shaft; the place pass stretches it to its length.
    fn shaft(&self, diameter_ln: f64) -> ([f64; 3], f64, [f64; 3]) {
        let width_mm = SHAFT_MM * libm::exp(diameter_ln);
        let area_mm2 = width_mm * (width_mm + lying_mm(self.value(Knob::Stubble)));
        (
            std::array::from_fn(|c| area_mm2 * SHAFT_RGB[c] * self.hair_darkens[c]),
            SHAFT_SIGMA_MM,
            [0.0; 3],
        )
    }
}

/// Skin at the depth of a dot's top.
pub(super) struct SkinLayer {
    depth_mm: f64,
    dots: DotsOfDepth,
}

/// Share of a fill's density that stands after the session that is shown.
fn shown_share(design: &Design, fill: &Fill) -> f64 {
    design.of_fill_session(fill, design.session_shown().saturating_sub(1), Knob::Share)
}

/// Standard deviation across a shaft, mm: that of a bar of its width.
const SHAFT_SIGMA_MM: f64 = SHAFT_MM * 0.2887;
/// Angle at which shaved hair leaves the scalp, as the cosine of about 45° (docs/domain.md 2.4: 30–60° on the mid-scalp).
const LYING: f64 = 0.7;

/// Length of a shaved hair as it lies over the skin, mm.
fn lying_mm(stubble_mm: f64) -> f64 {
    LYING * stubble_mm
}

/// Variance along a hair over that across it, less 1: how the place pass stretches it.
pub fn hair_stretch(stubble_mm: f64) -> f64 {
    let along = lying_mm(stubble_mm) * 0.2887 / SHAFT_SIGMA_MM;
    along * along
}
