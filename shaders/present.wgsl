// The only place where a curve is applied: linear light to the codes of the photo's own profile.

@group(0) @binding(0) var<uniform> params: PresentParams;
@group(0) @binding(1) var<storage, read> shaded: array<vec4<f32>>;
/// Three curves, code to linear, rising: the nearest code is found by halving.
@group(0) @binding(2) var<storage, read> curves: array<f32>;
/// Two words a pixel: red | green << 16, blue | ink << 16.
@group(0) @binding(3) var<storage, read_write> frame: array<vec2<u32>>;

fn nearest_code(curve: u32, value: f32) -> u32 {
    let base = curve * params.codes;
    var low = 0u;
    var high = params.codes - 1u;
    while high - low > 1u {
        let middle = (low + high) / 2u;
        if curves[base + middle] <= value { low = middle; } else { high = middle; }
    }
    let to_low = abs(value - curves[base + low]);
    let to_high = abs(curves[base + high] - value);
    return select(low, high, to_high < to_low);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= params.width || id.y >= params.height { return; }
    let at = id.y * params.width + id.x;
    let srgb = shaded[at];
    let rgb = vec3<f32>(dot(params.matrix_0.xyz, srgb.xyz), dot(params.matrix_1.xyz, srgb.xyz), dot(params.matrix_2.xyz, srgb.xyz));
    let red = nearest_code(0u, rgb.x);
    let green = nearest_code(1u, rgb.y);
    let blue = nearest_code(2u, rgb.z);
    frame[at] = vec2<u32>(red | (green << 16u), blue | (u32(srgb.w) << 16u));
}
