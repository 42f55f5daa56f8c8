// Dots to natural log transmittance, by integer atomics: independent of order, equal to the bit.
// Each dot adds −ln(1 − q) to its pixels, q being the share of the pixel's light that it takes: exact per pixel.

@group(0) @binding(0) var<uniform> params: SplatParams;
@group(0) @binding(1) var<storage, read> dots: array<DotSlot>;
/// `SESSION_ROWS` rows a fill, one a session.
@group(0) @binding(2) var<storage, read> rows: array<DotRow>;
/// Normal quantiles of the 64 classes.
@group(0) @binding(3) var<storage, read> quantiles: array<f32>;
/// List of the dots to draw, as `place.wgsl` leaves it.
@group(0) @binding(4) var<storage, read> listed: array<u32>;
/// Three channels a pixel, unit 2⁻¹⁶, two's complement.
@group(0) @binding(5) var<storage, read_write> accumulator: array<atomic<u32>>;
/// The rows' tables, two vectors an entry: core and its standard deviation, halo.
@group(0) @binding(6) var<storage, read> table: array<vec4<f32>>;

/// Rows of sessions that each fill has, and steps of the table's axes (src/plan/dots/dot_table.rs).
const SESSION_ROWS: u32 = 8u;
const DIAMETERS: u32 = 12u;
const INKS: u32 = 6u;
/// A row's table where its dots are not drawn.
const HIDDEN: u32 = 0xffffffffu;
/// Side of the smallest square that stands for the widest core, mm.
const WIDEST_CORE_MM: f32 = 0.8;

fn entry(row: DotRow, pressure: u32, diameter: u32, ink: u32, part: u32) -> vec4<f32> {
    return table[2u * (row.table + (pressure * DIAMETERS + diameter) * INKS + ink) + part];
}

/// Core or halo of a dot: black area per channel in mm², and the core's standard deviation in mm.
fn dot_look(row: DotRow, word: u32, part: u32) -> vec4<f32> {
    let edge = dot_edge(word);
    let diameter = quantiles[dot_diameter_class(word)] * row.diameter_sd + log(mix(row.edge_size, 1.0, edge));
    let ink = quantiles[dot_tone_class(word)] * row.ink_sd + log(mix(row.edge_shade, 1.0, edge));
    let x = clamp((diameter - row.diameter_low) * row.diameter_step, 0.0, f32(DIAMETERS) - 1.001);
    let y = clamp((ink - row.ink_low) * row.ink_step, 0.0, f32(INKS) - 1.001);
    let d = u32(x);
    let i = u32(y);
    let p = dot_pressure_class(word);
    return mix(
        mix(entry(row, p, d, i, part), entry(row, p, d + 1u, i, part), x - f32(d)),
        mix(entry(row, p, d, i + 1u, part), entry(row, p, d + 1u, i + 1u, part), x - f32(d)),
        y - f32(i),
    );
}

/// Cumulative normal distribution, error under 2e-4.
fn cdf(x: f32) -> f32 {
    return 1.0 / (1.0 + exp(-x * (1.5957691 + 0.07056 * x * x)));
}

/// Half width of a dot's footprint in standard deviations; what lies outside is given back by renormalising.
const REACH: f32 = 3.0;

/// `taken` is all ones for a dot that is taken away: sums of integers wrap, so what was added goes without a trace.
fn add(pixel: u32, share: vec3<f32>, taken: u32) {
    // A halo may give blue back: sums are in two's complement.
    let loss = -log(1.0 - min(share, vec3<f32>(0.98)));
    let signed = bitcast<vec3<u32>>(vec3<i32>(floor(loss * ACCUMULATOR_UNIT + 0.5)));
    let units = (signed ^ vec3<u32>(taken)) - vec3<u32>(taken);
    if units.x != 0u { atomicAdd(&accumulator[pixel * 3u], units.x); }
    if units.y != 0u { atomicAdd(&accumulator[pixel * 3u + 1u], units.y); }
    if units.z != 0u { atomicAdd(&accumulator[pixel * 3u + 2u], units.z); }
}

/// Spreads `area` (px² of black) as a Gaussian of covariance (xx, xy, yy), integrated over each pixel: exact in y, and in x
/// for the distribution that belongs to the row. The centre is a whole pixel and a place within it, so that sums don't
/// depend on where in the picture the grid begins.
fn splat(pixel: vec2<i32>, within: vec2<f32>, covariance: vec3<f32>, area: vec3<f32>, taken: u32) {
    let sigma_y = sqrt(covariance.z);
    let slope = covariance.y / covariance.z;
    let sigma_x = sqrt(max(covariance.x - slope * covariance.y, 1e-4) + slope * slope / 12.0);
    let first_y = i32(floor(within.y - REACH * sigma_y));
    let last_y = i32(floor(within.y + REACH * sigma_y));
    var lower_y = cdf((f32(first_y) - within.y) / sigma_y);
    let norm_y = 1.0 / (cdf((f32(last_y + 1) - within.y) / sigma_y) - lower_y);
    for (var y = first_y; y <= last_y; y++) {
        let upper_y = cdf((f32(y + 1) - within.y) / sigma_y);
        let row = (upper_y - lower_y) * norm_y;
        lower_y = upper_y;
        let grid_y = pixel.y + y;
        if grid_y < 0 || grid_y >= i32(params.grid_height) { continue; }
        // Mean of the row's x: within the dot's own reach, so that a tail row doesn't run away.
        let mid = clamp(f32(y) + 0.5 - within.y, -REACH * sigma_y, REACH * sigma_y);
        let mean = within.x + slope * mid;
        let first_x = i32(floor(mean - REACH * sigma_x));
        let last_x = i32(floor(mean + REACH * sigma_x));
        var lower_x = cdf((f32(first_x) - mean) / sigma_x);
        let norm_x = row / (cdf((f32(last_x + 1) - mean) / sigma_x) - lower_x);
        for (var x = first_x; x <= last_x; x++) {
            let upper_x = cdf((f32(x + 1) - mean) / sigma_x);
            let weight = (upper_x - lower_x) * norm_x;
            lower_x = upper_x;
            let grid_x = pixel.x + x;
            if grid_x < 0 || grid_x >= i32(params.grid_width) { continue; }
            add(u32(grid_y) * params.grid_width + u32(grid_x), area * weight, taken);
        }
    }
}

@compute @workgroup_size(LIST_GROUP)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= listed[0] { return; }
    let entry = listed[LIST_HEADER + 2u * id.x];
    let word = listed[LIST_HEADER + 2u * id.x + 1u];
    // Where a dot changes in the same view, all but its word stays.
    let slot = dots[entry & ~TAKEN_AWAY];
    let scale = vec2<f32>(params.scale_x, params.scale_y);
    let from_origin = vec2<i32>(bitcast<i32>(slot.x), bitcast<i32>(slot.y)) - vec2<i32>(bitcast<i32>(params.origin_x), bitcast<i32>(params.origin_y));
    let offset = vec2<i32>(bitcast<i32>(params.offset_x), bitcast<i32>(params.offset_y));
    let centre = vec2<f32>(from_origin) * (scale / 256.0);
    let pixel = vec2<i32>(floor(centre)) - offset;
    let metric = vec3<f32>(slot.metric.x * scale.x * scale.x, slot.metric.y * scale.x * scale.y, slot.metric.z * scale.y * scale.y);
    let row = rows[dot_fill(word) * SESSION_ROWS + dot_session(word)];
    if row.table == HIDDEN { return; }
    let visible = f32(slot.seen & 0xffffu) / 65535.0;
    let blur = f32(slot.seen >> 16u) / 1024.0 * scale;
    let grid_area = slot.metric.w * scale.x * scale.y * visible;
    // The widest reach, to leave early.
    let halo = params.kind == 1u;
    let widest = REACH * (sqrt(metric.x + metric.z) * select(WIDEST_CORE_MM + params.eye_sigma_mm, params.halo_sigma_mm, halo) + max(blur.x, blur.y)) + 2.0;
    let size = vec2<f32>(f32(params.grid_width), f32(params.grid_height));
    if any(vec2<f32>(pixel) < vec2<f32>(-widest)) || any(vec2<f32>(pixel) > size + widest) { return; }

    let look = dot_look(row, word, params.kind);
    var strength = grid_area;
    if dot_tone_class(word) < row.white { strength *= row.white_strength; }
    let core_mm2 = look.w * look.w + params.eye_sigma_mm * params.eye_sigma_mm;
    let halo_mm2 = params.halo_sigma_mm * params.halo_sigma_mm;
    let covariance = metric * select(core_mm2, halo_mm2, halo) + vec3<f32>(blur.x * blur.x + 1e-3, 0.0, blur.y * blur.y + 1e-3);
    splat(pixel, centre - floor(centre), covariance, look.xyz * strength, select(0u, 0xffffffffu, (entry & TAKEN_AWAY) != 0u));
}
