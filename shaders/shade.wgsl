// Linear light of a tile, unclamped; w is 1 where there is ink.

@group(0) @binding(4) var<storage, read_write> shaded: array<vec4<f32>>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= params.region_width || id.y >= params.region_height { return; }
    let pixel = id.xy + vec2<u32>(params.region_x, params.region_y);
    shaded[pixel.y * params.width + pixel.x] = lit(pixel);
}
