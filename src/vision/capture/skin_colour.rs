//! The client's own skin: where the face surely shows it, its colour in even light, and its class of tone.

use crate::vision::head_surface::{SeenSurface, SurfacePlace};
use crate::vision::linear_plate::luminance;
use crate::vision::median::median;
use glam::{DVec3, Vec3};

/// Turned further away, skin is seen too flatly to be measured.
const LEAST_FACING: f64 = 0.45;
/// Forehead, head frame, mm: half breadth, lowest, highest (assumption: between brows and the usual hairline).
const FOREHEAD: [f64; 3] = [42.0, 31.0, 58.0];
/// Cheeks: nearest and farthest from the midline, lowest, highest (assumption: beside the nose, above a beard).
const CHEEK: [f64; 4] = [24.0, 50.0, -38.0, -18.0];
/// How far the logarithms of skin's colour ratios lie from their median at most, in spreads.
const SPREADS: f32 = 2.5;
/// Smallest spread of the ratios that is taken for real.
const LEAST_SPREAD: f32 = 0.04;
/// Skin in even light: between these shares of the skin's cells, by luminance (shadow below, shine above; assumption).
const EVEN: [f64; 2] = [0.5, 0.88];
/// Light whose brightest channel is above this is clipped.
pub(in crate::vision) const CLIPPED: f32 = 0.985;

/// Cells that surely show the client's skin.
pub(in crate::vision) fn skin_cells(surface: &SeenSurface, plate: &[Vec3]) -> Vec<usize> {
    let sure = |cell: &usize| {
        let rgb = plate[*cell];
        surface.spots[*cell].is_some_and(|spot| is_face(&spot))
            && rgb.max_element() < CLIPPED
            && rgb.min_element() > 1e-3
    };
    // A fringe, a beard or glasses may lie there.
    alike(plate, (0..plate.len()).filter(sure).collect())
}

/// Cells without what is unlike most in colour, or very dark, which is no skin.
pub(in crate::vision) fn alike(plate: &[Vec3], cells: Vec<usize>) -> Vec<usize> {
    let ratios: Vec<[f32; 2]> = cells.iter().map(|cell| ratios(plate[*cell])).collect();
    let keep = |k: usize| {
        let mut sorted: Vec<f32> = ratios.iter().map(|ratio| ratio[k]).collect();
        let middle = median(&mut sorted);
        let mut away: Vec<f32> = ratios.iter().map(|ratio| (ratio[k] - middle).abs()).collect();
        let reach = (SPREADS * 1.48 * median(&mut away)).max(SPREADS * LEAST_SPREAD);
        move |ratio: &[f32; 2]| (ratio[k] - middle).abs() <= reach
    };
    let (first, second) = (keep(0), keep(1));
    let mut lights: Vec<f32> = cells.iter().map(|cell| luminance(plate[*cell])).collect();
    let dark = 0.3 * median(&mut lights);
    let alike = |(cell, ratio): (&usize, &[f32; 2])| {
        (first(ratio) && second(ratio) && luminance(plate[*cell]) > dark).then_some(*cell)
    };
    cells.iter().zip(&ratios).filter_map(alike).collect()
}

/// Whether a place of the head is forehead or cheek, seen well.
fn is_face(spot: &SurfacePlace) -> bool {
    let DVec3 { x, y, z } = spot.point_mm;
    let forehead = x.abs() < FOREHEAD[0] && (FOREHEAD[1]..FOREHEAD[2]).contains(&y);
    let cheek = (CHEEK[0]..CHEEK[1]).contains(&x.abs()) && (CHEEK[2]..CHEEK[3]).contains(&y);
    spot.facing > LEAST_FACING && z > -60.0 && (forehead || cheek)
}

/// Logarithms of red over green and green over blue.
pub(in crate::vision) fn ratios(rgb: Vec3) -> [f32; 2] {
    let rgb = rgb.max(Vec3::splat(1e-4));
    [(rgb.x / rgb.y).ln(), (rgb.y / rgb.z).ln()]
}

/// Mean light of the skin where it is lit evenly; `None` without skin.
pub(in crate::vision) fn even_rgb(plate: &[Vec3], cells: &[usize]) -> Option<Vec3> {
    let mut sorted: Vec<Vec3> = cells.iter().map(|cell| plate[*cell]).collect();
    sorted.sort_by(|a, b| luminance(*a).total_cmp(&luminance(*b)));
    let place = |share: f64| (share * sorted.len() as f64) as usize;
    let even = &sorted[place(EVEN[0])..place(EVEN[1]).max(place(EVEN[0]) + 1).min(sorted.len())];
    (!even.is_empty()).then(|| even.iter().sum::<Vec3>() / even.len() as f32)
}

/// CIE L*, a*, b* (D65) of linear sRGB light.
pub(in crate::vision) fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb;
    let xyz = [
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    ];
    let [x, y, z] = xyz.map(|t| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// What a photo whose exposure and white are unknown leaves open, as standard deviations of L* and b* (assumption:
/// cameras lift dark skin and lower fair skin by more than half a stop).
const UNKNOWN: [f64; 2] = [9.0, 5.0];
/// Chroma below which a photo is grey.
const GREY_CHROMA: f64 = 2.0;
/// The same angle by colour alone, which the exposure leaves alone: melanin takes blue away before green. Degrees at a
/// ratio of 0, degrees for each unit of ln(G/B), and its standard deviation for an unknown white (assumption, from the
/// faces of this project's test photos).
const BY_COLOUR: [f64; 3] = [75.0, -145.0, 25.0];
const ANGLES: [f64; 2] = [-60.0, 70.0];
/// The spreads above are too sure together: over 36 heads whose tone is known by eye the angle misses by this many of them
/// (docs/photo.md).
const TOO_SURE: f64 = 1.6;
/// Typology angle of people whose photo tells nothing, and its spread, degrees (assumption: the middle of Chardon's classes).
const PEOPLE: [f64; 2] = [28.0, 30.0];

/// The angle that skin most likely has where it was measured with a doubt: drawn towards people's mean, the more the less sure.
pub(in crate::vision) fn likely_deg([ita_deg, error_deg]: [f64; 2]) -> f64 {
    let [mean, spread] = PEOPLE;
    let trust = spread * spread / (spread * spread + error_deg * error_deg);
    mean + trust * (ita_deg - mean)
}

/// Individual typology angle, degrees, and its standard deviation: by lightness and by colour, each by its variance.
pub(in crate::vision) fn ita_deg(rgb: [f64; 3]) -> [f64; 2] {
    let [lightness, a, b] = lab(rgb);
    let grey = libm::hypot(a, b) < GREY_CHROMA;
    // b* of skin lies between these on every skin: what is beyond is the camera's white.
    let b = if grey { 15.0 } else { b.clamp(8.0, 30.0) };
    let up = lightness - 50.0;
    let square = up * up + b * b;
    let by_light = up.atan2(b).to_degrees();
    let light_error = libm::hypot(b / square * UNKNOWN[0], up / square * UNKNOWN[1]).to_degrees();
    // Where the skin is very light or dark the angle hardly moves with lightness; the doubt stays.
    let light_error = light_error.max(15.0);
    if grey {
        return [by_light, TOO_SURE * light_error.max(BY_COLOUR[2])];
    }
    let ratio = (rgb[1].max(1e-4) / rgb[2].max(1e-4)).ln();
    let by_colour = (BY_COLOUR[0] + BY_COLOUR[1] * ratio).clamp(ANGLES[0], ANGLES[1]);
    let (light_variance, colour_variance) = (light_error.powi(2), BY_COLOUR[2].powi(2));
    let weight = colour_variance / (light_variance + colour_variance);
    let mean = weight * by_light + (1.0 - weight) * by_colour;
    // Two measures that contradict each other leave more doubt than their spreads say.
    let apart = weight * (1.0 - weight) * (by_light - by_colour).powi(2);
    let error = TOO_SURE * (light_variance * weight + apart).sqrt();
    [mean, error.min(90.0)]
}
