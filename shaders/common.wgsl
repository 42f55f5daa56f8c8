// Shared by every pass. Structs here have a twin in src/passes/shared.rs; a test compares every member.

/// What the density pass knows of a site: integers only, made on the CPU (src/plan/sites/scalp.rs).
/// Densities are in 1/1024 dots per cm², weights in 1/4096.
struct SiteInput {
    /// The site carries a dot when this is under the wanted density.
    onset: u32,
    /// Unevenness of the density (low half), keep-out (high half).
    factor: u32,
    /// Zone weights, two in each: front, mid-scalp; vertex, sides; nape, and the class of the hand's pressure.
    zones_0: u32,
    zones_1: u32,
    zones_2: u32,
}

/// A site on the fitted head, millimetres in the head frame; the view's residual warp is included.
struct SiteGeometry {
    position: vec4<f32>,
    normal: vec4<f32>,
}

/// One row of the fill table, in the order in which the fills act.
struct FillRow {
    density: u32,
    sentinel: u32,
    combine: u32,
    region: u32,
    index: u32,
    /// Above 0 the fill is shaved hair: variance along a hair over that across it, less 1.
    hair_stretch: f32,
    /// Number of its mask, from 1; 0 where the fill has no shapes.
    mask: u32,
    pad_0: u32,
    /// Shares of the density after each session, in 1/4096.
    shares_0: vec4<u32>,
    shares_1: vec4<u32>,
    /// How far each session stays behind the line, half millimetres.
    setbacks_0: vec4<u32>,
    setbacks_1: vec4<u32>,
}

/// What the dots of one fill and session look like; made in src/plan/dots/dot_table.rs.
struct DotRow {
    /// First entry of its table; all ones draws nothing.
    table: u32,
    /// Tone classes below this are white hairs.
    white: u32,
    /// First step of the table's axes (natural logarithms over the knobs), and steps per unit.
    diameter_low: f32,
    diameter_step: f32,
    ink_low: f32,
    ink_step: f32,
    /// Standard deviations of the logarithms from dot to dot.
    diameter_sd: f32,
    ink_sd: f32,
    /// Size and shade of the outermost dots over the others.
    edge_size: f32,
    edge_shade: f32,
    /// Share of the contrast that a white hair keeps.
    white_strength: f32,
    pad_0: u32,
}

struct DensityParams {
    site_count: u32,
    fill_count: u32,
    seed: u32,
    cap: u32,
    /// Row of the fill whose dots a brush adds.
    brush_row: u32,
    pad_0: u32,
    pad_1: u32,
    pad_2: u32,
}

struct PlaceParams {
    rotation_0: vec4<f32>,
    rotation_1: vec4<f32>,
    rotation_2: vec4<f32>,
    translation: vec4<f32>,
    camera_centre: vec4<f32>,
    principal: vec2<f32>,
    focal: f32,
    sessions: u32,
    /// The hair whorl, from which shaved hair points away.
    whorl: vec4<f32>,
    /// Maps to the balls of radius 1 that stand for the ears: rows of each.
    ear_left_0: vec4<f32>,
    ear_left_1: vec4<f32>,
    ear_left_2: vec4<f32>,
    ear_right_0: vec4<f32>,
    ear_right_1: vec4<f32>,
    ear_right_2: vec4<f32>,
    seed: u32,
    /// Pixels of the mask of what lies in front per photo pixel; 0 where nothing does.
    mask_scale_x: f32,
    mask_scale_y: f32,
    /// Cells of the sharpness grid per photo pixel, 0 where nothing was measured, and the share of the blur that dots take.
    sharpness_scale: f32,
    camera_match: f32,
    /// 1: only dots that differ from the last placement, in the same view, are placed and listed.
    changes: u32,
    pad_0: u32,
    pad_1: u32,
}

/// A dot in its site's own slot; `word` 0 means that there is none.
struct DotSlot {
    /// Position in the photo, 1/256 px, two's complement.
    x: u32,
    y: u32,
    /// What the dot is, in bits: see `dot_fill` and those after it.
    word: u32,
    /// Share that is drawn in this view, of 65535 (low half); standard deviation of the photo's blur there, 1/1024 px (high).
    seen: u32,
    /// J·Jᵀ of the projection at the site, px² per mm²: xx, xy, yy; and its determinant's root, px² per mm².
    metric: vec4<f32>,
}

/// Where the parts of a dot's word begin, and how many bits they have: fill + 1 from bit 0, session − 1, classes of diameter
/// and tone, edge weight, class of the hand's pressure to bit 31. Twin: `DotSlot::decoded` in src/passes/shared.rs.
const DOT_FILL_MASK: u32 = 31u;
const DOT_SESSION_AT: u32 = 5u;
const DOT_SESSION_MASK: u32 = 7u;
const DOT_DIAMETER_AT: u32 = 8u;
const DOT_TONE_AT: u32 = 14u;
const DOT_CLASS_MASK: u32 = 63u;
const DOT_EDGE_AT: u32 = 20u;
const DOT_EDGE_MASK: u32 = 255u;
const DOT_PRESSURE_AT: u32 = 28u;

/// Row of the dot's fill in the fill table, from 0.
fn dot_fill(word: u32) -> u32 { return (word & DOT_FILL_MASK) - 1u; }
/// Session that makes the dot, from 0.
fn dot_session(word: u32) -> u32 { return (word >> DOT_SESSION_AT) & DOT_SESSION_MASK; }
/// Classes of the dot's diameter and tone, 0 to 63.
fn dot_diameter_class(word: u32) -> u32 { return (word >> DOT_DIAMETER_AT) & DOT_CLASS_MASK; }
fn dot_tone_class(word: u32) -> u32 { return (word >> DOT_TONE_AT) & DOT_CLASS_MASK; }
/// Weight of the transition zone, 0 at its outer edge, 1 inside the line.
fn dot_edge(word: u32) -> f32 { return f32((word >> DOT_EDGE_AT) & DOT_EDGE_MASK) / f32(DOT_EDGE_MASK); }
/// Class of the hand's pressure, 0 to 15.
fn dot_pressure_class(word: u32) -> u32 { return word >> DOT_PRESSURE_AT; }

struct SplatParams {
    /// Corner of the requested rectangle in the photo, 1/256 px, two's complement.
    origin_x: u32,
    origin_y: u32,
    /// Grid pixels of the tile before this grid's corner.
    offset_x: u32,
    offset_y: u32,
    grid_width: u32,
    grid_height: u32,
    /// 0 draws the cores of the dots, 1 their halos.
    kind: u32,
    /// Grid pixels per photo pixel.
    scale_x: f32,
    scale_y: f32,
    halo_sigma_mm: f32,
    /// Blur of the eye at the distance of viewing, standard deviation, mm.
    eye_sigma_mm: f32,
    pad_0: u32,
}

struct ShadeParams {
    width: u32,
    height: u32,
    /// Accumulator pixels per output pixel, each way.
    supersample: u32,
    halo_cell_px: u32,
    /// Where this tile's first pixel lies in the photo, and photo pixels per output pixel.
    photo_x: f32,
    photo_y: f32,
    step_x: f32,
    step_y: f32,
    /// The accumulator covers only this box of the tile, output pixels.
    box_x: u32,
    box_y: u32,
    box_width: u32,
    box_height: u32,
    /// Cells of the halo grid before its corner, and its size.
    halo_x: u32,
    halo_y: u32,
    halo_width: u32,
    halo_height: u32,
    grey: u32,
    /// Where the tile lies in the picture; only the screen pass asks.
    output_x: u32,
    output_y: u32,
    /// Photo pixels per cell of the light's grid and cells in a row; 0 leaves the light as it is.
    light_cell_px: f32,
    light_columns: u32,
    light_rows: u32,
    /// 0 to 1: shine taken away.
    matte: f32,
    /// Grain that is missing where ink is half: over the light, and photo pixels per step of its pattern.
    grain: f32,
    grain_step_px: f32,
    /// 1 where the whole picture is changed (distance).
    whole: u32,
    /// Red over that of CIE a* 0 that the grey between dots leaves at least, as a share of green; 0 for no such limit.
    least_red: f32,
    pad_1: u32,
}

/// Where a place of the tile, output pixels, lies on the halo grid, cells.
fn halo_place(params: ShadeParams, place: vec2<f32>) -> vec2<f32> {
    let photo = vec2<f32>(params.photo_x, params.photo_y) + place * vec2<f32>(params.step_x, params.step_y);
    return photo / f32(params.halo_cell_px) - vec2<f32>(f32(bitcast<i32>(params.halo_x)), f32(bitcast<i32>(params.halo_y)));
}

/// Side of a block of the box that can hold ink, output pixels, and how many stand in a row. Passes that need only pixels with
/// ink go over the list of blocks that have some.
const BLOCK: u32 = 16u;
fn blocks_across(box_width: u32) -> u32 { return (box_width + BLOCK - 1u) / BLOCK; }
/// A block's first pixel, from the box's corner.
fn block_corner(block: u32, box_width: u32) -> vec2<u32> {
    let across = blocks_across(box_width);
    return vec2<u32>(block % across, block / across) * BLOCK;
}

struct IngestParams {
    width: u32,
    height: u32,
    /// Size of the source texture.
    source_width: u32,
    source_height: u32,
    /// Where the tile's first pixel lies in the source, and source pixels per output pixel.
    source_x: f32,
    source_y: f32,
    step_x: f32,
    step_y: f32,
    /// Rows of the matrix from the profile's linear RGB to linear sRGB.
    matrix_0: vec4<f32>,
    matrix_1: vec4<f32>,
    matrix_2: vec4<f32>,
    /// Codes of one curve.
    codes: u32,
    /// Blur of the eye, standard deviation, source pixels; 0 is none.
    eye_sigma_px: f32,
    pad_0: u32,
    pad_1: u32,
}

struct PresentParams {
    width: u32,
    height: u32,
    codes: u32,
    /// 1 leaves the codes of pixels without ink out.
    only_ink: u32,
    /// As in `ShadeParams`.
    box_x: u32,
    box_y: u32,
    box_width: u32,
    box_height: u32,
    /// Rows of the matrix from linear sRGB to the profile's linear RGB.
    matrix_0: vec4<f32>,
    matrix_1: vec4<f32>,
    matrix_2: vec4<f32>,
}

/// Parts of a site's word at the line (src/plan/sites/hairline_edge.rs).
fn edge_inner(word: u32) -> u32 { return word & 0x1fffu; }
fn edge_outer(word: u32) -> u32 { return (word >> 16u) & 0x1fffu; }
fn edge_inside(word: u32) -> u32 { return ((word >> 13u) & 7u) | ((word >> 29u) << 3u); }

/// Words before the entries of a list, and invocations of a workgroup over it.
const LIST_HEADER: u32 = 4u;
const LIST_GROUP: u32 = 64u;
/// A site's index with this bit in the list of dots: the dot was drawn and is taken away.
const TAKEN_AWAY: u32 = 0x80000000u;

/// 1 as a weight; 1 of natural-log transmittance in the accumulators.
const WEIGHT_ONE: u32 = 4096u;
const ACCUMULATOR_UNIT: f32 = 65536.0;

/// Scrambles 32 bits, one to one. Twin: `mix` of src/head/hash.rs.
fn mix_word(word: u32) -> u32 {
    var x = word;
    x = (x ^ (x >> 16u)) * 0x21f0aaadu;
    x = (x ^ (x >> 15u)) * 0x735a2d97u;
    return x ^ (x >> 15u);
}

/// The four cells of a grid about a place, for a bilinear mean: the first of them, and how far the place lies from its middle
/// to those of the next ones, 0 to 1. Cell (0, 0) has its middle at (0.5, 0.5).
struct Cells {
    x: i32,
    y: i32,
    part: vec2<f32>,
}

fn cells_about(place: vec2<f32>) -> Cells {
    let at = place - 0.5;
    let base = floor(at);
    return Cells(i32(base.x), i32(base.y), at - base);
}
