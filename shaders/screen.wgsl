// A tile for the screen: the light of the shade pass, clamped to sRGB and encoded by its curve, opaque. No read-back.

@group(0) @binding(4) var screen: texture_storage_2d<rgba8unorm, write>;

fn encoded(light: vec3<f32>) -> vec3<f32> {
    let x = clamp(light, vec3<f32>(0.0), vec3<f32>(1.0));
    let curved = 1.055 * pow(max(x, vec3<f32>(1e-6)), vec3<f32>(1.0 / 2.4)) - 0.055;
    return select(curved, 12.92 * x, x <= vec3<f32>(0.0031308));
}

@compute @workgroup_size(BLOCK, BLOCK)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
    let pixel = pixel_of(group.xy, local.xy);
    if is_beyond(pixel) { return; }
    let at = vec2<i32>(pixel + vec2<u32>(params.output_x, params.output_y));
    textureStore(screen, at, vec4<f32>(encoded(lit(pixel).xyz), 1.0));
}
