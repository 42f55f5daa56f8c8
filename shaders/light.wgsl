// Skin × transmittance in linear light; near-specular light stays on top. Stands before the passes that end with it.

@group(0) @binding(0) var<uniform> params: ShadeParams;
@group(0) @binding(1) var<storage, read> working: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> core: array<u32>;
@group(0) @binding(3) var<storage, read> halo: array<u32>;

/// Mean transmittance of the pixel's accumulator pixels: averaged as light, not as density.
fn core_transmittance(pixel: vec2<u32>) -> vec3<f32> {
    if any(pixel < vec2<u32>(params.box_x, params.box_y)) { return vec3<f32>(1.0); }
    let inside = pixel - vec2<u32>(params.box_x, params.box_y);
    if inside.x >= params.box_width || inside.y >= params.box_height { return vec3<f32>(1.0); }
    let n = params.supersample;
    let stride = params.box_width * n;
    var sum = vec3<f32>(0.0);
    for (var y = 0u; y < n; y++) {
        for (var x = 0u; x < n; x++) {
            let at = ((inside.y * n + y) * stride + inside.x * n + x) * 3u;
            let units = vec3<u32>(core[at], core[at + 1u], core[at + 2u]);
            sum += exp(vec3<f32>(units) / -ACCUMULATOR_UNIT);
        }
    }
    return sum / f32(n * n);
}

fn halo_cell(x: i32, y: i32) -> vec3<f32> {
    if x < 0 || y < 0 || x >= i32(params.halo_width) || y >= i32(params.halo_height) { return vec3<f32>(0.0); }
    let at = (u32(y) * params.halo_width + u32(x)) * 3u;
    return vec3<f32>(vec3<u32>(halo[at], halo[at + 1u], halo[at + 2u])) / ACCUMULATOR_UNIT;
}

fn halo_transmittance(pixel: vec2<u32>) -> vec3<f32> {
    let photo = vec2<f32>(params.photo_x, params.photo_y) + (vec2<f32>(pixel) + 0.5) * vec2<f32>(params.step_x, params.step_y);
    let cells = photo / f32(params.halo_cell_px) - vec2<f32>(f32(bitcast<i32>(params.halo_x)), f32(bitcast<i32>(params.halo_y)));
    let at = cells - 0.5;
    let base = floor(at);
    let part = at - base;
    let x = i32(base.x);
    let y = i32(base.y);
    if x < -1 || y < -1 || x >= i32(params.halo_width) || y >= i32(params.halo_height) { return vec3<f32>(1.0); }
    let loss = mix(
        mix(halo_cell(x, y), halo_cell(x + 1, y), part.x),
        mix(halo_cell(x, y + 1), halo_cell(x + 1, y + 1), part.x),
        part.y,
    );
    return exp(-loss);
}

/// Share of the light that comes back from the surface and is not tinted: rises where the picture nears white.
fn shine(rgb: vec3<f32>) -> f32 {
    let least = min(rgb.x, min(rgb.y, rgb.z));
    return 0.75 * smoothstep(0.55, 0.95, least);
}

/// Light of a pixel, and 1 in w where there is ink.
fn lit(pixel: vec2<u32>) -> vec4<f32> {
    let skin = working[pixel.y * params.width + pixel.x].xyz;
    var transmittance = core_transmittance(pixel) * halo_transmittance(pixel);
    if all(transmittance > vec3<f32>(0.99999)) { return vec4<f32>(skin, 0.0); }
    if params.grey == 1u {
        transmittance = vec3<f32>(dot(transmittance, vec3<f32>(0.2126, 0.7152, 0.0722)));
    }
    return vec4<f32>(skin * mix(transmittance, vec3<f32>(1.0), shine(skin)), 1.0);
}
