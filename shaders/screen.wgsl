// A tile for the screen: the light of the shade pass, clamped to sRGB and encoded by its curve, opaque. No read-back.

@group(0) @binding(4) var screen: texture_storage_2d<rgba8unorm, write>;

fn encoded(light: vec3<f32>) -> vec3<f32> {
    let x = clamp(light, vec3<f32>(0.0), vec3<f32>(1.0));
    let curved = 1.055 * pow(max(x, vec3<f32>(1e-6)), vec3<f32>(1.0 / 2.4)) - 0.055;
    return select(curved, 12.92 * x, x <= vec3<f32>(0.0031308));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= params.region_width || id.y >= params.region_height { return; }
    let pixel = id.xy + vec2<u32>(params.region_x, params.region_y);
    let at = vec2<i32>(pixel + vec2<u32>(params.output_x, params.output_y));
    textureStore(screen, at, vec4<f32>(encoded(lit(pixel).xyz), 1.0));
}
