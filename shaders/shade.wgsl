// Linear light of a tile, unclamped; w is 1 where there is ink.

@group(0) @binding(4) var<storage, read_write> shaded: array<vec4<f32>>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= params.width || id.y >= params.height { return; }
    shaded[id.y * params.width + id.x] = lit(id.xy);
}
