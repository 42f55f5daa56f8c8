// Photo samples to linear light with sRGB primaries, unclamped, at the size that is asked for.
// One source pixel a pixel: exact. Smaller: the mean over each pixel's area. Larger: bilinear.

/// 0: one source pixel a pixel; 1: smaller; 2: larger.
override SCALE: u32 = 0u;
/// Whether the eye resolves less than the picture.
override EYE: bool = false;

@group(0) @binding(0) var<uniform> params: IngestParams;
@group(0) @binding(1) var source: texture_2d<u32>;
/// Three curves, code to linear.
@group(0) @binding(2) var<storage, read> curves: array<f32>;
@group(0) @binding(3) var<storage, read_write> working: array<vec4<f32>>;

fn linear(x: i32, y: i32) -> vec3<f32> {
    let limit = vec2<i32>(i32(params.source_width) - 1, i32(params.source_height) - 1);
    let code = textureLoad(source, clamp(vec2<i32>(x, y), vec2<i32>(0), limit), 0);
    return vec3<f32>(curves[code.x], curves[params.codes + code.y], curves[2u * params.codes + code.z]);
}

/// Mean over an area, in source pixels.
fn mean(corner: vec2<f32>, size: vec2<f32>) -> vec3<f32> {
    let first = vec2<i32>(floor(corner));
    let last = vec2<i32>(ceil(corner + size)) - 1;
    var sum = vec3<f32>(0.0);
    var weights = 0.0;
    for (var y = first.y; y <= last.y; y++) {
        let height = min(f32(y + 1), corner.y + size.y) - max(f32(y), corner.y);
        for (var x = first.x; x <= last.x; x++) {
            let weight = height * (min(f32(x + 1), corner.x + size.x) - max(f32(x), corner.x));
            sum += weight * linear(x, y);
            weights += weight;
        }
    }
    return sum / weights;
}

fn bilinear(centre: vec2<f32>) -> vec3<f32> {
    let at = cells_about(centre);
    return mix(mix(linear(at.x, at.y), linear(at.x + 1, at.y), at.part.x), mix(linear(at.x, at.y + 1), linear(at.x + 1, at.y + 1), at.part.x), at.part.y);
}

/// Light of a pixel's area, by the means that fit its size.
fn area(corner: vec2<f32>, step: vec2<f32>) -> vec3<f32> {
    if SCALE == 1u { return mean(corner, step); }
    return bilinear(corner + 0.5 * step);
}

/// Taps of the eye's blur to each side.
const EYE_TAPS: i32 = 5;

/// The same seen by an eye that resolves no more: a Gaussian over 2.5 deviations.
fn blurred(corner: vec2<f32>, step: vec2<f32>) -> vec3<f32> {
    let spacing = 2.5 * params.eye_sigma_px / f32(EYE_TAPS);
    var sum = vec3<f32>(0.0);
    var weights = 0.0;
    for (var y = -EYE_TAPS; y <= EYE_TAPS; y++) {
        for (var x = -EYE_TAPS; x <= EYE_TAPS; x++) {
            let away = vec2<f32>(f32(x), f32(y)) * spacing;
            let weight = exp(-0.5 * dot(away, away) / (params.eye_sigma_px * params.eye_sigma_px));
            sum += weight * area(corner + away, step);
            weights += weight;
        }
    }
    return sum / weights;
}

@compute @workgroup_size(BLOCK, BLOCK)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= params.width || id.y >= params.height { return; }
    let step = vec2<f32>(params.step_x, params.step_y);
    let corner = vec2<f32>(params.source_x, params.source_y) + vec2<f32>(id.xy) * step;
    var rgb: vec3<f32>;
    if EYE {
        rgb = blurred(corner, step);
    } else if SCALE == 0u {
        rgb = linear(i32(corner.x), i32(corner.y));
    } else {
        rgb = area(corner, step);
    }
    let srgb = vec3<f32>(dot(params.matrix_0.xyz, rgb), dot(params.matrix_1.xyz, rgb), dot(params.matrix_2.xyz, rgb));
    working[id.y * params.width + id.x] = vec4<f32>(srgb, 1.0);
}
