// Wanted density at each site, and the fill that owns its dot. Integers only: equal on every adapter.

@group(0) @binding(0) var<uniform> params: DensityParams;
@group(0) @binding(1) var<storage, read> sites: array<SiteInput>;
@group(0) @binding(2) var<storage, read> fills: array<FillRow>;
/// Words of the sites at the line, see `edge_inner`.
@group(0) @binding(3) var<storage, read> edges: array<u32>;
/// The brush's work, each of 255: added (bits 0–7), kept (8–15), protected (16–23).
@group(0) @binding(4) var<storage, read> strokes: array<u32>;
/// Density in 1/1024 dots per cm² (low 24 bits), owner's row + 1 (high 8 bits); before the pass that of the last one.
@group(0) @binding(5) var<storage, read_write> wanted: array<u32>;
/// List of the dots: index of each, and what is wanted there (0 where a dot was and is no more). The order varies from run to
/// run; nothing that is made from it depends on it.
@group(0) @binding(6) var<storage, read_write> chosen: array<atomic<u32>>;
/// Weights of the fills' shapes: one mask after the other, two sites a word.
@group(0) @binding(7) var<storage, read> masks: array<u32>;

/// How a fill joins those under it (`FillCombination`); anything else excludes.
const REPLACE: u32 = 0u;
const ADD: u32 = 1u;
const LIMIT: u32 = 2u;

/// Where a fill lies: the order of `Region::ALL`.
const REGION_SCALP: u32 = 0u;
const REGION_FRONT: u32 = 1u;
const REGION_MID_SCALP: u32 = 2u;
const REGION_VERTEX: u32 = 3u;
const REGION_SIDES: u32 = 4u;
const REGION_NAPE: u32 = 5u;
const REGION_PAINTED: u32 = 6u;
const REGION_ANYWHERE: u32 = 7u;

fn low(word: u32) -> u32 { return word & 0xffffu; }
fn high(word: u32) -> u32 { return word >> 16u; }

/// Share of a density, of 255.
fn share(density: u32, weight: u32) -> u32 { return density * weight / 255u; }

/// Product of a density and a weight; both under 2^19 and 2^13, so nothing is lost.
fn part(density: u32, weight: u32) -> u32 { return (density * weight) >> 12u; }

fn has_dot(site: SiteInput, word: u32) -> bool { return (word >> 24u) != 0u && site.onset < (word & 0xffffffu); }

fn zone_weight(site: SiteInput, region: u32) -> u32 {
    switch region {
        case REGION_FRONT: { return low(site.zones_0); }
        case REGION_MID_SCALP: { return high(site.zones_0); }
        case REGION_VERTEX: { return low(site.zones_1); }
        case REGION_SIDES: { return high(site.zones_1); }
        case REGION_NAPE: { return low(site.zones_2); }
        case REGION_PAINTED: { return 0u; }
        default: { return WEIGHT_ONE; }
    }
}

/// Weight of the shapes of a fill at a site.
fn mask_weight(mask: u32, index: u32) -> u32 {
    if mask == 0u { return WEIGHT_ONE; }
    let word = masks[(mask - 1u) * ((params.site_count + 1u) / 2u) + index / 2u];
    return select(low(word), high(word), (index & 1u) == 1u);
}

@compute @workgroup_size(LIST_GROUP)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
    let index = id.x + id.y * groups.x * LIST_GROUP;
    if index >= params.site_count { return; }
    let site = sites[index];
    let edge = edges[index];
    let keep = high(site.factor);
    var density = 0u;
    var owner = 0u;
    var free = WEIGHT_ONE;
    for (var row = 0u; row < params.fill_count; row++) {
        let fill = fills[row];
        // Inside the line the transition zone, outside it the thin tail of sentinels.
        let uneven = min(part(fill.density, min(low(site.factor), 8191u)), params.cap);
        let full = part(uneven, keep);
        let mask = mask_weight(fill.mask, index);
        let tail = part(min(part(fill.sentinel, edge_outer(edge)), full), mask);
        // The scalp's own weight is the transition zone; a zone's fill is cut by it, one that lies anywhere is not.
        let whole = fill.region == REGION_SCALP;
        let uncut = whole || fill.region == REGION_ANYWHERE;
        let edged = select(max(part(full, edge_inner(edge)), tail), full, uncut);
        let zone = part(select(zone_weight(site, fill.region), edge_inner(edge), whole), mask);
        let rest = part(density, WEIGHT_ONE - zone);
        if fill.combine == REPLACE {
            // The upper fill owns the share w of the sites, chosen by hash (no pattern, and stable), and what was empty.
            if density == 0u || zone == WEIGHT_ONE || (site_hash(params.seed, STREAM_OWNER + row, index) >> 20u) < zone { owner = row + 1u; }
            density = rest + part(edged, zone);
            if whole && tail > density {
                density = tail;
                owner = row + 1u;
            }
        } else if fill.combine == ADD {
            let added = density + part(edged, zone);
            if site.onset >= density && site.onset < added { owner = row + 1u; }
            density = added;
        } else if fill.combine == LIMIT {
            density = min(density, full + rest);
        } else {
            density = rest;
            free = part(free, WEIGHT_ONE - zone);
        }
        density = min(density, params.cap);
    }
    let brush = strokes[index];
    let added = brush & 0xffu;
    density = share(density, (brush >> 8u) & 0xffu);
    if added > 0u && params.brush_row < params.fill_count {
        let base = min(part(fills[params.brush_row].density, min(low(site.factor), 8191u)), params.cap);
        let extra = part(share(part(base, keep), added), free);
        if extra > density {
            density = extra;
            owner = params.brush_row + 1u;
        }
    }
    density = share(density, 255u - ((brush >> 16u) & 0xffu));
    let word = density | (owner << 24u);
    let dot = has_dot(site, word);
    let listed = dot || has_dot(site, wanted[index]);
    wanted[index] = word;
    if listed {
        let entry = atomicAdd(&chosen[0], 1u);
        if entry % LIST_GROUP == 0u { atomicMax(&chosen[1], entry / LIST_GROUP + 1u); }
        atomicStore(&chosen[LIST_HEADER + 2u * entry], index);
        atomicStore(&chosen[LIST_HEADER + 2u * entry + 1u], select(0u, word, dot));
    }
}
