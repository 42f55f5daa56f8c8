// Linear light of a tile, unclamped; w is 1 where there is ink.
//
// No dot is coloured here. Its colour is worked out on the CPU, in `DotLook::dot` of `src/plan/dots/dot_table.rs`: pigment, depth,
// healing and the photo's look give what a dot takes of red, green and blue. `splat.wgsl` reads that table by the dot's classes and adds
// the loss to the accumulators; `lit` in `light.wgsl` multiplies the skin by what is left.

@group(0) @binding(4) var<storage, read_write> shaded: array<vec4<f32>>;

@compute @workgroup_size(BLOCK, BLOCK)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
    let pixel = pixel_of(group.xy, local.xy);
    if is_beyond(pixel) { return; }
    shaded[pixel.y * params.width + pixel.x] = lit(pixel);
}
