//! Match my sides: density and shade whose tone and texture equal the client's own shaved sides in this photo.

use super::marks::{PatchMarks, marks_of};
use super::stubble_field::StubbleField;
use crate::head::HeadView;
use crate::parallel;
use crate::photo::Photo;
use crate::vision::hair::coverage::{horseshoe_cells, scalp_cells};
use crate::vision::linear_plate::{LinearLight, luminance};
use crate::vision::median::median;
use crate::vision::regions::HeadRegions;
use glam::Vec3;

/// A dot as it is drawn, in luminance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotLight {
    /// Equivalent black area of its core, mm², and the core's standard deviation, mm.
    pub core_mm2: f64,
    /// See `core_mm2`.
    pub core_sigma_mm: f64,
    /// The same of its halo.
    pub halo_mm2: f64,
    /// See `halo_mm2`.
    pub halo_sigma_mm: f64,
    /// Variation of the dots' areas: standard deviation over mean.
    pub spread: f64,
}

impl DotLight {
    pub(super) fn whole_mm2(&self) -> f64 {
        self.core_mm2 + self.halo_mm2
    }
}

/// The dot of a field: from dots a cm², diameter (mm) and optical density of the ink.
pub type DotArea<'a> = &'a dyn Fn(f64, f64, f64) -> DotLight;

/// What matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SideMatch {
    /// Dots a cm².
    pub density_per_cm2: f64,
    /// Diameter of a dot, mm.
    pub dot_diameter_mm: f64,
    /// Optical density of the ink.
    pub shade_od: f64,
    /// Light of the sides over that of bare skin in red, green and blue.
    pub sides_over_skin: [f64; 3],
    /// Marks of the sides; `None` where pixels are too coarse.
    pub marks: Option<PatchMarks>,
    /// Absorption of the ink in red, green and blue that meets that colour; `None` before it was solved for.
    pub absorption: Option<[f64; 3]>,
    /// Light of the sides over that of bare skin, as far as dots can reach it, and of the match.
    pub tone: [f64; 2],
    /// Spread of the logarithm of light at 0.5, 1 and 2 mm, measured; `None` where pixels are too coarse.
    pub contrast: [Option<f64>; 3],
    /// The same of the match.
    pub matched: [Option<f64>; 3],
}

impl SideMatch {
    /// Share by which tone and contrasts may differ and still count as equal.
    pub const EQUAL: f64 = 0.12;

    /// Scales (mm) at which the contrast of the match differs by more than [`SideMatch::EQUAL`], with its ratio to the
    /// sides'.
    pub fn apart(&self) -> Vec<(f64, f64)> {
        let ratios = SCALES_MM
            .into_iter()
            .zip(self.contrast.into_iter().zip(self.matched));
        ratios
            .filter_map(|(scale_mm, (seen, matched))| Some((scale_mm, matched? / seen?.max(1e-6))))
            .filter(|(_, ratio)| (ratio - 1.0).abs() > Self::EQUAL)
            .collect()
    }

    /// What was found, and what can't be matched.
    pub fn sentence(&self) -> String {
        let dots = format!(
            "{:.0} dots/cm² of {:.2} mm, shade {:.2}",
            self.density_per_cm2, self.dot_diameter_mm, self.shade_od
        );
        let apart = self.apart();
        let tone_apart = (self.tone[1] / self.tone[0] - 1.0).abs() > Self::EQUAL;
        let texture = match apart.as_slice() {
            _ if self.contrast.iter().all(Option::is_none) => {
                "their texture isn't seen: pixels are too coarse".to_owned()
            }
            [] => "tone and texture equal the sides'".to_owned(),
            apart => {
                let (scale_mm, ratio) = apart.iter().fold((0.0, 1.0_f64), |most, now| {
                    if now.1.ln().abs() > f64::ln(most.1).abs() {
                        *now
                    } else {
                        most
                    }
                });
                let than = if ratio > 1.0 { "more" } else { "less" };
                format!(
                    "at {scale_mm} mm dots are {:.0} % {than} uneven than these sides can be matched to",
                    100.0 * (ratio - 1.0).abs()
                )
            }
        };
        let tone = if tone_apart {
            "; their tone is out of reach"
        } else {
            ""
        };
        format!("Sides matched by {dots}: {texture}{tone}.")
    }
}

/// Widths of the windows whose means are compared, mm.
pub const SCALES_MM: [f64; 3] = [0.5, 1.0, 2.0];
/// Cells that are enough.
const LEAST_CELLS: usize = 60;
/// Cells in which contrast is measured, about.
const MEASURED_CELLS: usize = 200;
/// How far from the sides their bare skin is looked for, mm, and cover of bare skin (assumptions).
const BESIDE_MM: f64 = 18.0;
const BARE: f32 = 0.1;
/// Tone ratios that dots can reach: nearer to 1 there is nothing to match, below it hair is too long.
const TONES: [f64; 2] = [0.45, 0.985];
/// What the lightest and the darkest match takes of the light over natural work (logarithms): the darkest as studios go, never so
/// light that it isn't seen at first glance (assumption; own stubble is read too light where only sides turned away show it).
const STRENGTHS: [f64; 2] = [0.9, 1.2];
/// Contrast of the most uneven match over natural work's (healed work shows up to 1.3 times its median, docs/look.md; sharpened
/// photos show their stubble more uneven than skin does).
const MOST_UNEVEN: f64 = 1.3;
/// Densities and dots that an artist sets (clinics speak of 80 to 194 a cm²).
const DENSITIES: [f64; 2] = [50.0, 194.0];
const DIAMETERS_MM: [f64; 2] = [0.18, 0.42];
/// Solves for the sides of this photo, by dots as this skin shows them.
///
/// # Errors
/// A sentence says why the sides can't be matched.
pub fn match_sides(
    photo: &Photo,
    view: &HeadView,
    regions: &HeadRegions,
    dot: DotArea<'_>,
) -> Result<SideMatch, String> {
    let cells = horseshoe_cells(regions);
    if cells.len() < LEAST_CELLS {
        return Err("No shaved sides are seen well enough: clip them to 0.5 mm, turn the head a little, and take the photo again.".into());
    }
    let mut darker: Vec<f32> = cells.iter().map(|cell| regions.darker[*cell]).collect();
    let tone = (-f64::from(median(&mut darker))).exp();
    let [natural_density, natural_diameter, natural_shade] = NATURAL;
    let natural = natural_density / 100.0 * dot(natural_density, natural_diameter, natural_shade).whole_mm2();
    if tone > TONES[1] {
        return Err("The sides are no darker than bare skin: there is no stubble to match.".into());
    }
    if tone < TONES[0] {
        return Err(
            "The sides are darker than dots can be: clip them to 0.5 mm and take the photo again.".into(),
        );
    }
    let contrast = SCALES_MM.map(|scale| contrast(photo, view, regions, &cells, scale));
    let blur_mm = view.capture.as_ref().map_or(0.0, |capture| {
        let mut blurs: Vec<f64> = cells
            .iter()
            .map(|cell| capture.sharpness.at(regions.middle_px(*cell)))
            .collect();
        median(&mut blurs) * view.mm_per_px
    });
    let within = (-tone.ln()).clamp(STRENGTHS[0] * natural, STRENGTHS[1] * natural);
    let natural = StubbleField {
        density: natural_density,
        dot: dot(natural_density, natural_diameter, natural_shade),
        blur_mm,
    };
    let most = natural.contrasts().map(|of_natural| MOST_UNEVEN * of_natural);
    let wanted = std::array::from_fn(|k| contrast[k].map(|seen| seen.min(most[k])));
    let found = match_tone((-within).exp(), wanted, blur_mm, dot)?;
    Ok(SideMatch {
        contrast,
        sides_over_skin: colour(regions, &cells),
        marks: marks_of(&LinearLight::of(photo), view, regions, &cells),
        ..found
    })
}

/// Light of the sides over that of bare skin by channel: that of the cells over what the head's shading gives bare skin of the
/// colour beside them. There the eye compares: cheeks are redder, and shine is paler.
fn colour(regions: &HeadRegions, cells: &[usize]) -> [f64; 3] {
    let mut is_side = vec![0.0; regions.stubble.len()];
    cells.iter().for_each(|cell| is_side[*cell] = 1.0);
    let near = regions.spread(&is_side, BESIDE_MM);
    let is_beside = |cell: &usize| near[*cell] > 0.5 && regions.hair[*cell] + regions.stubble[*cell] < BARE;
    let beside: Vec<usize> = scalp_cells(regions).filter(is_beside).collect();
    let own: Vec3 = beside.iter().map(|cell| regions.plate[*cell]).sum();
    let skin = match beside.len() < LEAST_CELLS {
        true => regions.skin.map_or(Vec3::ONE, |(skin_rgb, _)| skin_rgb),
        false => own / beside.len() as f32,
    };
    let skin_light = luminance(skin).max(1e-3);
    std::array::from_fn(|channel| {
        let over = |cell: &usize| {
            let bare = regions.skin_light[*cell] * skin[channel] / skin_light;
            regions.plate[*cell][channel] / bare.max(1e-4)
        };
        let mut shares: Vec<f32> = cells.iter().map(over).collect();
        f64::from(median(&mut shares))
    })
}

/// Density, diameter and shade for a tone (light over bare skin's) and the contrasts, in a photo with a blur (standard
/// deviation, mm). The mean light of a field of dots is the exponential of what they take; its variance is the power of
/// their pattern through dot, blur and window. Tone is met exactly; of the dots that do, those whose contrasts are nearest are
/// taken.
///
/// # Errors
/// A sentence says what dots can't reach.
pub fn match_tone(
    tone: f64,
    contrast: [Option<f64>; 3],
    blur_mm: f64,
    dot: DotArea<'_>,
) -> Result<SideMatch, String> {
    let taken = -tone.ln();
    let fields = (0..=DENSITY_STEPS).flat_map(|step| {
        let share = f64::from(step) / f64::from(DENSITY_STEPS);
        let density = DENSITIES[0] * (DENSITIES[1] / DENSITIES[0]).powf(share);
        TRIED_SHADES.map(|shade| (density, shade))
    });
    let matched = fields.filter_map(|(density, shade)| {
        let light = |diameter: f64| dot(density, diameter, shade).whole_mm2() * density / 100.0;
        let within = light(DIAMETERS_MM[0]) <= taken && taken <= light(DIAMETERS_MM[1]);
        let diameter = within.then(|| halved(DIAMETERS_MM, |diameter| light(diameter) < taken))?;
        let field = StubbleField {
            density,
            dot: dot(density, diameter, shade),
            blur_mm,
        };
        let of_field = field.contrasts();
        let matched = [0, 1, 2].map(|k| contrast[k].map(|_| of_field[k]));
        Some(SideMatch {
            density_per_cm2: density,
            dot_diameter_mm: diameter,
            shade_od: shade,
            sides_over_skin: [tone; 3],
            marks: None,
            absorption: None,
            tone: [tone, (-light(diameter)).exp()],
            contrast,
            matched,
        })
    });
    // Where contrasts tell nothing, the dot that is nearest to a usual one.
    let cost = |found: &SideMatch| {
        let off = found
            .contrast
            .iter()
            .zip(found.matched)
            .filter_map(|(seen, matched)| {
                let off = (matched?.max(1e-6) / (*seen)?.max(1e-6)).ln().abs();
                // Beyond reach it counts by its first power: odd dots would hardly come nearer.
                Some(match off < REACH {
                    true => off * off,
                    false => REACH * (2.0 * off - REACH),
                })
            });
        let dots = [found.density_per_cm2, found.dot_diameter_mm, found.shade_od];
        let unusual: f64 = (0..3)
            .map(|k| UNLIKE[k] * (dots[k] / NATURAL[k]).ln().powi(2))
            .sum();
        off.sum::<f64>() + UNUSUAL * unusual
    };
    matched
        .min_by(|a, b| cost(a).total_cmp(&cost(b)))
        .ok_or_else(|| match taken > 0.3 {
            true => "No dots of ours darken the skin as much as these sides do: clip them shorter and take the photo again.".into(),
            false => "These sides darken the skin less than the thinnest work does: there is nothing to match.".into(),
        })
}

/// Steps of the density and the shades that are tried.
const DENSITY_STEPS: u32 = 40;
const TRIED_SHADES: [f64; 6] = [0.4, 0.7, 1.1, 1.6, 2.2, 3.0];
/// Density, diameter (mm) and shade of natural work, as a new design has them.
const NATURAL: [f64; 3] = [95.0, 0.28, 2.0];
/// Weight of being usual against meeting the contrasts: a photo's own mottling must not make odd dots, and sides that are turned away
/// show marks too faint (chosen on the shared front pairs and the demo head, docs/look.md).
const UNUSUAL: f64 = 0.15;
/// A contrast that is off by more is out of dots' reach, logarithm (assumption: a quarter).
const REACH: f64 = 0.22;
/// What another density, diameter and shade than those of natural work count for in that (assumption: a shade is turned lightly, a
/// field of twice the dots is other work).
const UNLIKE: [f64; 3] = [0.5, 1.0, 0.3];

/// The end of a rising condition, by halving.
fn halved([mut low, mut high]: [f64; 2], below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..30 {
        let middle = 0.5 * (low + high);
        if below(middle) {
            low = middle
        } else {
            high = middle
        }
    }
    0.5 * (low + high)
}

/// Spread of the logarithm of light between neighbouring windows over the sides; `None` where a window has under 2 px.
fn contrast(
    photo: &Photo,
    view: &HeadView,
    regions: &HeadRegions,
    cells: &[usize],
    scale_mm: f64,
) -> Option<f64> {
    let side = scale_mm / view.mm_per_px;
    if side < 2.0 {
        return None;
    }
    let light = LinearLight::of(photo);
    let window = side.round() as i64;
    let mean = |left: i64, top: i64| {
        let mut sum = Vec3::ZERO;
        for y in 0..window {
            for x in 0..window {
                sum += light.rgb(left + x, top + y);
            }
        }
        (luminance(sum) / (window * window) as f32).max(1e-4).ln()
    };
    // Second differences are blind to the head's shading; of three even windows their variance is six times one's. Whole cells are
    // left out, not single values: the marks of sparse stubble are themselves the largest.
    let stride = (cells.len() / MEASURED_CELLS).max(1);
    let of_cell = |cell: &usize| {
        let middle = regions.middle_px(*cell).to_array().map(|c| c as i64);
        let places = (0..9).map(|k| [k % 3 - 1, k / 3 - 1]);
        let squares = places.map(|offset| {
            let [x, y] = [0, 1].map(|axis| middle[axis] + offset[axis] * window);
            let across = mean(x - window, y) - 2.0 * mean(x, y) + mean(x + window, y);
            let down = mean(x, y - window) - 2.0 * mean(x, y) + mean(x, y + window);
            across * across + down * down
        });
        squares.sum::<f32>() / 18.0
    };
    let measured: Vec<usize> = cells.iter().copied().step_by(stride).collect();
    let mut squares = parallel::collect(measured.len(), |index| of_cell(&measured[index]));
    squares.sort_by(f32::total_cmp);
    // The tenth with the largest are folds and the ear's edge.
    let kept = &squares[..squares.len() * 9 / 10];
    let variance = kept.iter().sum::<f32>() / kept.len().max(1) as f32 / 6.0;
    Some(f64::from(variance.sqrt()))
}
