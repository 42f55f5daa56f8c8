// Skin × transmittance in linear light; near-specular light stays on top. Stands before the passes that end with it.

@group(0) @binding(0) var<uniform> params: ShadeParams;
@group(0) @binding(1) var<storage, read> working: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> core: array<u32>;
@group(0) @binding(3) var<storage, read> halo: array<u32>;
/// The chosen light over the photo's, a cell of the photo an entry: gain per channel, and shine that is added.
@group(0) @binding(5) var<storage, read> gains: array<vec4<f32>>;

/// List of the blocks with ink.
@group(0) @binding(6) var<storage, read> blocks: array<u32>;

/// Weights of the channels in luminance (linear sRGB); `luminance` of the plan.
const LUMINANCE: vec3<f32> = vec3<f32>(0.2126, 0.7152, 0.0722);

/// Whether the pass goes over the blocks with ink, and whether the light is another than the photo's.
override INK: bool = true;
override LIGHT: bool = true;

/// Mean transmittance of the pixel's accumulator pixels, under its halo's loss: averaged as light, not as density.
fn transmittance_of(pixel: vec2<u32>, skin: vec3<f32>) -> vec3<f32> {
    let halo = veil(halo_loss(pixel), skin);
    let inside = pixel - vec2<u32>(params.box_x, params.box_y);
    let n = params.supersample;
    let stride = params.box_width * n;
    var sum = vec3<f32>(0.0);
    for (var y = 0u; y < n; y++) {
        for (var x = 0u; x < n; x++) {
            let at = ((inside.y * n + y) * stride + inside.x * n + x) * 3u;
            let units = vec3<u32>(core[at], core[at + 1u], core[at + 2u]);
            sum += exp(vec3<f32>(units) / -ACCUMULATOR_UNIT - halo);
        }
    }
    return sum / f32(n * n);
}

/// The grey between dots on skin of a colour. Pale and glossy skin has less red to lose: it turns grey and never green, as far as
/// skin is not green itself.
fn veil(halo: vec3<f32>, skin: vec3<f32>) -> vec3<f32> {
    if params.least_red == 0.0 || params.grey == 1u { return halo; }
    let left = skin * exp(-halo);
    // CIE a* is 0 where red is 1.532 green − 0.532 blue (sRGB primaries, linear).
    let least = (1.532 + params.least_red) * left.y - 0.532 * left.z;
    let most = log(max(skin.x, 1e-5) / max(least, 1e-5));
    return vec3<f32>(min(halo.x, max(most, halo.y)), halo.yz);
}

fn halo_cell(x: i32, y: i32) -> vec3<f32> {
    if x < 0 || y < 0 || x >= i32(params.halo_width) || y >= i32(params.halo_height) { return vec3<f32>(0.0); }
    let at = (u32(y) * params.halo_width + u32(x)) * 3u;
    return vec3<f32>(bitcast<vec3<i32>>(vec3<u32>(halo[at], halo[at + 1u], halo[at + 2u]))) / ACCUMULATOR_UNIT;
}

fn halo_loss(pixel: vec2<u32>) -> vec3<f32> {
    let at = cells_about(halo_place(params, vec2<f32>(pixel) + 0.5));
    if at.x < -1 || at.y < -1 || at.x >= i32(params.halo_width) || at.y >= i32(params.halo_height) { return vec3<f32>(0.0); }
    return mix(
        mix(halo_cell(at.x, at.y), halo_cell(at.x + 1, at.y), at.part.x),
        mix(halo_cell(at.x, at.y + 1), halo_cell(at.x + 1, at.y + 1), at.part.x),
        at.part.y,
    );
}

/// Share of the light that comes back from the surface and is not tinted: rises where the picture nears white.
fn shine(rgb: vec3<f32>) -> f32 {
    let least = min(rgb.x, min(rgb.y, rgb.z));
    return 0.75 * smoothstep(0.55, 0.95, least);
}

fn gain_cell(x: i32, y: i32) -> vec4<f32> {
    let column = u32(clamp(x, 0, i32(params.light_columns) - 1));
    let row = u32(clamp(y, 0, i32(params.light_rows) - 1));
    return gains[row * params.light_columns + column];
}

/// Gain at a pixel of the photo; w is the shine that is added, or less than 0 the weight with which it is taken away.
fn gain_at(photo: vec2<f32>) -> vec4<f32> {
    let at = cells_about(photo / params.light_cell_px);
    return mix(mix(gain_cell(at.x, at.y), gain_cell(at.x + 1, at.y), at.part.x), mix(gain_cell(at.x, at.y + 1), gain_cell(at.x + 1, at.y + 1), at.part.x), at.part.y);
}

/// One value of a fixed pattern without mean and of deviation 1 (sum of four bytes).
fn speck(x: i32, y: i32) -> f32 {
    let bits = mix_word(mix_word(bitcast<u32>(x)) + bitcast<u32>(y) * 0x9e3779b9u);
    let sum = (bits & 255u) + ((bits >> 8u) & 255u) + ((bits >> 16u) & 255u) + (bits >> 24u);
    return (f32(sum) - 510.0) / 147.8;
}

/// Grain of the photo's own coarseness, fixed to its pixels.
fn grain_at(photo: vec2<f32>) -> f32 {
    let at = photo / max(params.grain_step_px, 1.0);
    let base = floor(at);
    let part = at - base;
    let x = i32(base.x);
    let y = i32(base.y);
    // Bilinear mixing takes deviation away: given back on the mean over a cell.
    let value = mix(mix(speck(x, y), speck(x + 1, y), part.x), mix(speck(x, y + 1), speck(x + 1, y + 1), part.x), part.y);
    return select(speck(x, y), 1.5 * value, params.grain_step_px > 1.5);
}

/// The pixel of an invocation: of a listed block, or of the whole tile.
fn pixel_of(group: vec2<u32>, local: vec2<u32>) -> vec2<u32> {
    if !INK { return group * BLOCK + local; }
    let inside = block_corner(blocks[LIST_HEADER + group.x], params.box_width) + local;
    return vec2<u32>(params.box_x, params.box_y) + inside;
}

/// Blocks and tiles needn't end where groups do.
fn is_beyond(pixel: vec2<u32>) -> bool {
    if !INK { return pixel.x >= params.width || pixel.y >= params.height; }
    return pixel.x >= params.box_x + params.box_width || pixel.y >= params.box_y + params.box_height;
}

/// Light of a pixel, and 1 in w where it differs from the photo.
fn lit(pixel: vec2<u32>) -> vec4<f32> {
    let skin = working[pixel.y * params.width + pixel.x].xyz;
    let photo = vec2<f32>(params.photo_x, params.photo_y) + (vec2<f32>(pixel) + 0.5) * vec2<f32>(params.step_x, params.step_y);
    if !INK && !LIGHT { return vec4<f32>(skin, f32(params.whole)); }
    var transmittance = vec3<f32>(1.0);
    if INK { transmittance = transmittance_of(pixel, skin); }
    let inked = INK && any(transmittance <= vec3<f32>(0.99999));
    if !inked && !LIGHT { return vec4<f32>(skin, f32(params.whole)); }
    var light = skin;
    if inked {
        if params.grey == 1u {
            transmittance = vec3<f32>(dot(transmittance, LUMINANCE));
        }
        light = skin * mix(transmittance, vec3<f32>(1.0), shine(skin));
        if params.grain > 0.0 {
            // Ink dims the photo's grain too; what a camera would have added there. Ink never makes skin lighter.
            let missing = sqrt(max(transmittance * (1.0 - transmittance), vec3<f32>(0.0)));
            light = min(light + skin * missing * (params.grain * grain_at(photo)), skin);
        }
    }
    if LIGHT {
        let gain = gain_at(photo);
        let dull = 1.0 - params.matte * shine(skin) * max(-gain.w, 0.0);
        let relit = light * gain.xyz * dull + max(gain.w, 0.0);
        let changed = any(abs(relit - skin) > vec3<f32>(1e-4));
        return vec4<f32>(relit, f32(changed || params.whole == 1u));
    }
    return vec4<f32>(light, 1.0);
}
