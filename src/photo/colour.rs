//! What the codes of a photo mean as light: curves, matrix and the profile to embed again.

use moxcms::{ColorProfile, DataColorSpace, ProfileText, ToneReprCurve};

/// The colour space of a photo whose profile is curves and a matrix (or one grey curve).
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoColour {
    /// For people: "sRGB", "Display P3", "untagged, taken as sRGB" …
    pub name: String,
    /// Code → linear light of the profile's own red, green and blue, 0–1: 256 or 65,536 entries each, strictly
    /// increasing. Grey: three times the same.
    pub decode: [Vec<f32>; 3],
    /// Linear light of the profile's primaries → linear sRGB, white to white (D50-adapted on both sides). Grey: identity.
    pub linear_srgb_from_linear_profile: [[f64; 3]; 3],
    /// The profile to embed again, byte for byte; none for sRGB that was only said or assumed.
    pub icc: Option<Vec<u8>>,
}

/// Weights of linear sRGB's red, green and blue in luminance (IEC 61966-2-1); `shaders/light.wgsl` has them too.
pub const LUMINANCE_WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];

const IDENTITY: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// The least rise between two neighbouring codes: far below sRGB's least at 16 bits (1/65535/12.92 = 1.2e-6), so that
/// curves with flat ends still have an inverse.
const MIN_STEP: f32 = 1e-9;

impl PhotoColour {
    /// sRGB (IEC 61966-2-1) under the given name, with no profile to embed.
    pub fn srgb(name: &str, bits: u8) -> Self {
        let table = srgb_curve()
            .and_then(|curve| table(&curve, bits))
            .unwrap_or_default();
        Self {
            name: name.to_owned(),
            decode: [table.clone(), table.clone(), table],
            linear_srgb_from_linear_profile: IDENTITY,
            icc: None,
        }
    }

    /// Curves and matrix of an RGB profile; none where the profile is not of that kind or makes no sense.
    pub(super) fn from_rgb_profile(
        profile: &ColorProfile,
        name: String,
        bits: u8,
        icc: Vec<u8>,
    ) -> Option<Self> {
        let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc];
        let [red, green, blue] = curves.map(|curve| curve.as_ref().and_then(|curve| table(curve, bits)));
        let matrix = profile.transform_matrix(&ColorProfile::new_srgb()).v;
        let white: [f64; 3] = matrix.map(|row| row.iter().sum());
        // White must stay near white: colorants that miss the D50 white by more are another kind of data.
        let plausible = determinant(&matrix).abs() > 1e-6 && white.iter().all(|w| (w - 1.0).abs() < 0.25);
        let decode = [red?, green?, blue?];
        plausible.then_some(Self {
            name,
            decode,
            linear_srgb_from_linear_profile: matrix,
            icc: Some(icc),
        })
    }

    /// The curve of a grey profile.
    pub(super) fn from_grey_curve(
        curve: &ToneReprCurve,
        name: String,
        bits: u8,
        icc: Vec<u8>,
    ) -> Option<Self> {
        let table = table(curve, bits)?;
        Some(Self {
            name,
            decode: [table.clone(), table.clone(), table],
            linear_srgb_from_linear_profile: IDENTITY,
            icc: Some(icc),
        })
    }
}

/// A small sRGB profile (about 500 bytes), for RGB or for grey pictures.
pub fn srgb_icc(grey: bool) -> Option<Vec<u8>> {
    encoded(if grey {
        grey_profile(srgb_curve()?, "sRGB grey")
    } else {
        ColorProfile::new_srgb()
    })
}

/// The bytes of a profile of ours, the same on every day and without libpng's complaints: moxcms 0.8.1 writes the time of
/// the call into the header, a rounded illuminant, tags off their 4-byte grid, and Bradford's cone matrix in place of the
/// adaptation from D65 to D50.
pub(super) fn encoded(mut profile: ColorProfile) -> Option<Vec<u8>> {
    /// Creation time in the header (ICC.1:2022 §7.2.1): 2026-01-01.
    const DATE: [u8; 12] = [0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    /// Linear Bradford, D65 → D50 (the values of ICC.1:2022 annex E.3's example for sRGB).
    const D50_FROM_D65: [[f64; 3]; 3] = [
        [1.047_882, 0.022_919, -0.050_201],
        [0.029_587, 0.990_479, -0.017_059],
        [-0.009_232, 0.015_076, 0.751_678],
    ];
    profile.chromatic_adaptation = Some(moxcms::Matrix3d { v: D50_FROM_D65 });
    profile.media_white_point = Some(moxcms::Xyzd {
        x: 0.9642,
        y: 1.0,
        z: 0.8249,
    });
    /// The illuminant of the connection space as §7.2.16 spells it.
    const D50: [u8; 12] = [0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d];
    let mut bytes = aligned(&profile.encode().ok()?)?;
    bytes.get_mut(24..36)?.copy_from_slice(&DATE);
    bytes.get_mut(68..80)?.copy_from_slice(&D50);
    Some(bytes)
}

/// Lays the tags of a profile on 4-byte borders (ICC.1:2022 §7.1): header of 128 bytes, count, then 12 bytes a tag.
fn aligned(profile: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_be_bytes(profile.get(at..at + 4)?.try_into().ok()?) as usize);
    let table_end = 132 + 12 * number(128)?;
    let mut laid = profile.get(..table_end)?.to_vec();
    for entry in (132..table_end).step_by(12) {
        let (start, size) = (number(entry + 4)?, number(entry + 8)?);
        let place = laid.len() as u32;
        laid[entry + 4..entry + 8].copy_from_slice(&place.to_be_bytes());
        laid.extend(profile.get(start..start + size)?);
        laid.resize(laid.len().next_multiple_of(4), 0);
    }
    let total = laid.len() as u32;
    laid[..4].copy_from_slice(&total.to_be_bytes());
    Some(laid)
}

/// An RGB profile whose neutral axis has the curve of the given grey profile, for files that can't hold grey.
pub fn rgb_icc_from_grey(icc: &[u8]) -> Option<Vec<u8>> {
    let grey = ColorProfile::new_from_slice(icc).ok()?;
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    profile.description = Some(description(&format!("{} (three equal channels)", name_of(&grey))));
    let curve = grey.gray_trc?;
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    encoded(profile)
}

/// A grey profile with the given curve.
pub(super) fn grey_profile(curve: ToneReprCurve, name: &str) -> ColorProfile {
    let mut profile = ColorProfile::new_gray_with_gamma(1.0);
    profile.gray_trc = Some(curve);
    profile.description = Some(description(name));
    profile
}

/// A profile's description in English.
pub(super) fn description(name: &str) -> ProfileText {
    ProfileText::Localizable(vec![moxcms::LocalizableString::new(
        "en".into(),
        "US".into(),
        name.into(),
    )])
}

/// The name that a profile gives itself.
pub(super) fn name_of(profile: &ColorProfile) -> String {
    let text = match &profile.description {
        Some(ProfileText::PlainString(text)) => text.clone(),
        Some(ProfileText::Localizable(texts)) => {
            texts.first().map(|text| text.value.clone()).unwrap_or_default()
        }
        Some(ProfileText::Description(text)) if !text.ascii_string.is_empty() => text.ascii_string.clone(),
        Some(ProfileText::Description(text)) => text.unicode_string.clone(),
        None => String::new(),
    };
    let clean: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
    if clean.trim().is_empty() {
        "unnamed profile".into()
    } else {
        clean.trim().to_owned()
    }
}

/// Whether all three curves are one.
pub(super) fn common_curve(profile: &ColorProfile) -> Option<&ToneReprCurve> {
    let red = profile.red_trc.as_ref()?;
    let same = profile.green_trc.as_ref() == Some(red) && profile.blue_trc.as_ref() == Some(red);
    (same && profile.color_space == DataColorSpace::Rgb).then_some(red)
}

fn srgb_curve() -> Option<ToneReprCurve> {
    ColorProfile::new_srgb().red_trc
}

/// Samples a curve at every code; none where it falls or is not a number.
fn table(curve: &ToneReprCurve, bits: u8) -> Option<Vec<f32>> {
    let last = if bits == 16 { 65_535 } else { 255 };
    let mut table = Vec::with_capacity(last + 1);
    for code in 0..=last {
        let linear = evaluate(curve, code as f64 / last as f64)?;
        if !linear.is_finite() {
            return None;
        }
        table.push(linear.clamp(0.0, 1.0) as f32);
    }
    // Noise of a few table steps is smoothed over; a curve that really falls is no decoding curve.
    let mut highest = 0.0_f32;
    for value in &table {
        if *value < highest - 0.01 {
            return None;
        }
        highest = highest.max(*value);
    }
    (highest > 0.5).then(|| strictly_increasing(table))
}

fn strictly_increasing(mut table: Vec<f32>) -> Vec<f32> {
    for i in 1..table.len() {
        let least = (table[i - 1] + MIN_STEP).max(table[i - 1].next_up());
        table[i] = table[i].max(least);
    }
    let top = table.last().copied().unwrap_or(1.0);
    if top > 1.0 {
        // Lifting flat ends went past 1 by less than a code's worth: come back down from the top.
        let mut most = 1.0_f32;
        for value in table.iter_mut().rev() {
            *value = value.min(most);
            most = value.next_down();
        }
    }
    table
}

/// Evaluates an ICC curve at x in 0–1 (ICC.1:2022 §10.6 curveType, §10.18 parametricCurveType).
fn evaluate(curve: &ToneReprCurve, x: f64) -> Option<f64> {
    match curve {
        ToneReprCurve::Lut(lut) => Some(match lut[..] {
            [] => x,
            [gamma] => x.powf(f64::from(gamma) / 256.0),
            _ => {
                let place = x * (lut.len() - 1) as f64;
                let below = (place as usize).min(lut.len() - 2);
                let (a, b) = (f64::from(lut[below]), f64::from(lut[below + 1]));
                (a + (b - a) * (place - below as f64)) / 65_535.0
            }
        }),
        ToneReprCurve::Parametric(parameters) => parametric(parameters, x),
    }
}

fn parametric(parameters: &[f32], x: f64) -> Option<f64> {
    let p: Vec<f64> = parameters.iter().map(|&value| f64::from(value)).collect();
    let power = |a: f64, b: f64, g: f64| (a * x + b).max(0.0).powf(g);
    Some(match p[..] {
        [g] => x.powf(g),
        [g, a, b] => {
            if a * x + b >= 0.0 {
                power(a, b, g)
            } else {
                0.0
            }
        }
        [g, a, b, c] => {
            if a * x + b >= 0.0 {
                power(a, b, g) + c
            } else {
                c
            }
        }
        [g, a, b, c, d] => {
            if x >= d {
                power(a, b, g)
            } else {
                c * x
            }
        }
        [g, a, b, c, d, e, f] => {
            if x >= d {
                power(a, b, g) + e
            } else {
                c * x + f
            }
        }
        _ => return None,
    })
}

fn determinant(m: &[[f64; 3]; 3]) -> f64 {
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(table: &[f32]) -> bool {
        table.windows(2).all(|pair| pair[0] < pair[1]) && table[0] >= 0.0 && table[table.len() - 1] <= 1.0
    }

    #[test]
    fn srgb_is_the_standard_curve_at_both_depths() {
        let eight = PhotoColour::srgb("sRGB", 8);
        let sixteen = PhotoColour::srgb("sRGB", 16);
        for code in [0_usize, 5, 10, 11, 128, 200, 255] {
            let v = code as f64 / 255.0;
            let want = if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            };
            assert!(
                (f64::from(eight.decode[0][code]) - want).abs() < 1e-6,
                "code {code}"
            );
            assert!(
                (f64::from(sixteen.decode[1][code * 257]) - want).abs() < 1e-6,
                "code {code}"
            );
        }
        assert!(rising(&eight.decode[0]) && rising(&sixteen.decode[2]));
    }

    #[test]
    fn flat_ends_become_strictly_increasing() {
        let mut lut = vec![0_u16; 40];
        lut.extend((0..=20).map(|i| i * 3276));
        lut.extend([65_535; 40]);
        let table = table(&ToneReprCurve::Lut(lut), 16).expect("a curve");
        assert_eq!(table.len(), 65_536);
        assert!(rising(&table));
    }

    #[test]
    fn a_falling_curve_is_refused() {
        assert!(table(&ToneReprCurve::Lut(vec![65_535, 0]), 8).is_none());
    }

    #[test]
    fn display_p3_red_leaves_srgb() {
        let p3 = ColorProfile::new_display_p3();
        let colour =
            PhotoColour::from_rgb_profile(&p3, "Display P3".into(), 8, Vec::new()).expect("matrix profile");
        let m = colour.linear_srgb_from_linear_profile;
        // Linear Display P3 → linear sRGB, CSS Color 4 (12.4): first column 1.2249, −0.0420, −0.0196.
        for (row, want) in [1.2249, -0.0420, -0.0196].into_iter().enumerate() {
            assert!((m[row][0] - want).abs() < 2e-3, "{:?}", m);
        }
    }

    #[test]
    fn the_small_profiles_are_read_back() {
        for grey in [false, true] {
            let bytes = srgb_icc(grey).expect("a profile");
            assert!(bytes.len() < 1500 && ColorProfile::new_from_slice(&bytes).is_ok());
            assert_eq!(bytes[24..28], [0x07, 0xea, 0, 1], "no time of day in a file");
            assert_eq!(bytes[..4], (bytes.len() as u32).to_be_bytes());
            assert!(
                bytes[132..]
                    .chunks(12)
                    .take(bytes[131].into())
                    .all(|tag| tag[7] % 4 == 0)
            );
        }
    }
}
