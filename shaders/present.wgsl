// The only place where a curve is applied: linear light to the codes of the photo's own profile.

@group(0) @binding(0) var<uniform> params: PresentParams;
@group(0) @binding(1) var<storage, read> shaded: array<vec4<f32>>;
/// Three curves, code to linear, rising.
@group(0) @binding(2) var<storage, read> curves: array<f32>;
/// Nearest codes at the squares of even steps from 0 to 1, a curve after the other: where the search begins.
@group(0) @binding(3) var<storage, read> guesses: array<u32>;
/// Two words a pixel: red | green << 16, blue | ink << 16.
@group(0) @binding(4) var<storage, read_write> frame: array<vec2<u32>>;

/// List of the blocks with ink.
@group(0) @binding(5) var<storage, read> blocks: array<u32>;

/// Whether the pass goes over the blocks with ink.
override LISTED: bool = false;

const GUESS_STEPS: u32 = 16385u;

fn nearest_code(curve: u32, value: f32) -> u32 {
    let base = curve * params.codes;
    let step = u32(sqrt(clamp(value, 0.0, 1.0)) * f32(GUESS_STEPS - 1u) + 0.5);
    var code = guesses[curve * GUESS_STEPS + step];
    // Steps are far finer than 8 bits: every code's own light finds its code, and between two codes the border is met to
    // a hundredth of their distance.
    if params.codes == 256u { return code; }
    while code + 1u < params.codes && curves[base + code + 1u] - value < value - curves[base + code] { code += 1u; }
    while code > 0u && value - curves[base + code - 1u] < curves[base + code] - value { code -= 1u; }
    return code;
}

@compute @workgroup_size(BLOCK, BLOCK)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
    var pixel = group.xy * BLOCK + local.xy;
    var limit = vec2<u32>(params.width, params.height);
    if LISTED {
        let corner = vec2<u32>(params.box_x, params.box_y);
        pixel = corner + block_corner(blocks[LIST_HEADER + group.x], params.box_width) + local.xy;
        limit = corner + vec2<u32>(params.box_width, params.box_height);
    }
    if any(pixel >= limit) { return; }
    let at = pixel.y * params.width + pixel.x;
    let srgb = shaded[at];
    if params.only_ink == 1u && srgb.w == 0.0 {
        frame[at] = vec2<u32>(0u);
        return;
    }
    let rgb = vec3<f32>(dot(params.matrix_0.xyz, srgb.xyz), dot(params.matrix_1.xyz, srgb.xyz), dot(params.matrix_2.xyz, srgb.xyz));
    let red = nearest_code(0u, rgb.x);
    let green = nearest_code(1u, rgb.y);
    let blue = nearest_code(2u, rgb.z);
    frame[at] = vec2<u32>(red | (green << 16u), blue | (u32(srgb.w) << 16u));
}
