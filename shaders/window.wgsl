// A picture on a window: one rectangle, its texture stretched over it. Codes are shown as they are.

struct Quad {
    /// Left, top, right, bottom in normalised device coordinates.
    place: vec4<f32>,
    /// Left, top, right, bottom in the texture, 0 to 1.
    part: vec4<f32>,
}

@group(0) @binding(0) var<uniform> quad: Quad;
@group(0) @binding(1) var picture: texture_2d<f32>;
@group(0) @binding(2) var smooth_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) at: vec2<f32>,
}

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Corner {
    let corner = vec2<f32>(f32(index & 1u), f32(index >> 1u));
    var out: Corner;
    out.position = vec4<f32>(mix(quad.place.xy, quad.place.zw, corner), 0.0, 1.0);
    out.at = mix(quad.part.xy, quad.part.zw, corner);
    return out;
}

@fragment
fn fragment(corner: Corner) -> @location(0) vec4<f32> {
    return vec4<f32>(textureSample(picture, smooth_sampler, corner.at).rgb, 1.0);
}
