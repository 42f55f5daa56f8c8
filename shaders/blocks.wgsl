// Which blocks of the box that can hold ink have some: cores or halos. One workgroup a block.

@group(0) @binding(0) var<uniform> params: ShadeParams;
@group(0) @binding(1) var<storage, read> core: array<u32>;
@group(0) @binding(2) var<storage, read> halo: array<u32>;
/// List of the blocks; a pass over it has a workgroup for each.
@group(0) @binding(3) var<storage, read_write> blocks: array<atomic<u32>>;

var<workgroup> found: atomic<u32>;

fn has_core(inside: vec2<u32>) -> bool {
    if inside.x >= params.box_width || inside.y >= params.box_height { return false; }
    let n = params.supersample;
    let stride = params.box_width * n;
    var units = 0u;
    for (var y = 0u; y < n; y++) {
        for (var x = 0u; x < n; x++) {
            let at = ((inside.y * n + y) * stride + inside.x * n + x) * 3u;
            units |= core[at] | core[at + 1u] | core[at + 2u];
        }
    }
    return units != 0u;
}

/// Whether one of the cells that the block's pixels read has a halo; each invocation asks its share of them.
fn has_halo(corner: vec2<u32>, index: u32) -> bool {
    let size = vec2<i32>(i32(params.halo_width), i32(params.halo_height));
    let first = max(vec2<i32>(floor(halo_place(params, vec2<f32>(corner)) - 0.5)), vec2<i32>(0));
    let last = min(vec2<i32>(floor(halo_place(params, vec2<f32>(corner + BLOCK)) + 0.5)), size - 1);
    if any(last < first) { return false; }
    let span = vec2<u32>(last - first + 1);
    for (var cell = index; cell < span.x * span.y; cell += BLOCK * BLOCK) {
        let at = (u32(first.y) + cell / span.x) * params.halo_width + u32(first.x) + cell % span.x;
        if (halo[3u * at] | halo[3u * at + 1u] | halo[3u * at + 2u]) != 0u { return true; }
    }
    return false;
}

@compute @workgroup_size(BLOCK, BLOCK)
fn main(@builtin(workgroup_id) block: vec3<u32>, @builtin(local_invocation_id) at: vec3<u32>, @builtin(local_invocation_index) index: u32) {
    let inside = block.xy * BLOCK;
    if has_core(inside + at.xy) || has_halo(inside + vec2<u32>(params.box_x, params.box_y), index) {
        atomicStore(&found, 1u);
    }
    workgroupBarrier();
    if index != 0u || atomicLoad(&found) == 0u { return; }
    let entry = atomicAdd(&blocks[0], 1u);
    atomicAdd(&blocks[1], 1u);
    atomicStore(&blocks[LIST_HEADER + entry], block.y * blocks_across(params.box_width) + block.x);
}
