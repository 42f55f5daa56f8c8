// What one dot takes away from the light: core and halo, a fit of the Monte Carlo table in docs/science.md
// (two-layer skin, black cylinder under the surface; ± 30 % absolute, trends reliable).

struct DotOptics {
    /// Standard deviation of the core, mm.
    core_sigma_mm: f32,
    /// Equivalent black area of core and halo, mm², per channel.
    core_area: vec3<f32>,
    halo_area: vec3<f32>,
}

/// Ink absorption of the table's black, per mm, and its half-saturation.
const INK_BLACK: f32 = 30.0;
const INK_HALF: f32 = 6.5;
const LN_10: f32 = 2.302585;
/// Diameter for which the optical density is defined, mm.
const REFERENCE_DIAMETER_MM: f32 = 0.2;

fn dot_optics(diameter_mm: f32, shade_od: f32, depth_mm: f32) -> DotOptics {
    let ink = shade_od * LN_10 / REFERENCE_DIAMETER_MM;
    let strength = ink / (ink + INK_HALF) * (INK_BLACK + INK_HALF) / INK_BLACK;
    let size = diameter_mm / REFERENCE_DIAMETER_MM;
    let black = 0.9 / (1.0 + pow(depth_mm / 0.11, 1.8));
    let red = (1.0 - pow(1.0 - black, pow(size, 1.5))) * strength;
    let to_green = clamp(0.95 - 0.6 * depth_mm, 0.6, 0.95);
    let to_blue = 1.0 / min(1.0 + 2.1 * depth_mm - 0.9 * depth_mm * depth_mm, 2.0);
    let contrast = red * vec3<f32>(1.0, to_green, to_blue);
    let blur = 2.0 * depth_mm / (1.0 + 0.6 * depth_mm);
    let width = sqrt(diameter_mm * diameter_mm + blur * blur);
    let sigma = width / 2.3548;
    let whole = vec3<f32>(0.175, 0.13, 0.122) * strength * pow(size, 1.7) * exp((0.1 - depth_mm) / 0.35);
    var optics: DotOptics;
    optics.core_sigma_mm = sigma;
    optics.core_area = min(contrast * 6.2832 * sigma * sigma, whole);
    optics.halo_area = whole - optics.core_area;
    return optics;
}
