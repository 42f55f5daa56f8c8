// One invocation a dot: what it is, and where the photo shows it, in its site's own slot.

@group(0) @binding(0) var<uniform> params: PlaceParams;
/// As `density.wgsl` leaves it.
@group(0) @binding(1) var<storage, read> chosen: array<u32>;
@group(0) @binding(2) var<storage, read> geometry: array<SiteGeometry>;
@group(0) @binding(3) var<storage, read> fills: array<FillRow>;
@group(0) @binding(4) var<storage, read_write> dots: array<DotSlot>;
/// List of the dots to draw: index and word of each. The order varies from run to run; what is made from it adds integers and
/// doesn't depend on the order.
@group(0) @binding(5) var<storage, read_write> listed: array<atomic<u32>>;
/// What lies in front in this photo: 1 where the head is seen.
@group(0) @binding(6) var mask: texture_2d<f32>;
/// The photo's blur, one cell a pixel: root of its share of `MAX_BLUR_PX`.
@group(0) @binding(7) var sharpness: texture_2d<f32>;
@group(0) @binding(8) var<storage, read> sites: array<SiteInput>;
/// As in `density.wgsl`.
@group(0) @binding(9) var<storage, read> edges: array<u32>;
@group(0) @binding(10) var<storage, read> strokes: array<u32>;

/// As in src/head/capture.rs.
const MAX_BLUR_PX: f32 = 60.0;

fn blur_cell(x: i32, y: i32) -> f32 {
    let limit = vec2<i32>(textureDimensions(sharpness)) - 1;
    let root = textureLoad(sharpness, clamp(vec2<i32>(x, y), vec2<i32>(0), limit), 0).x;
    return root * root * MAX_BLUR_PX;
}

/// Standard deviation of the photo's blur at a pixel of it, px, bilinear.
fn blur_at(pixel: vec2<f32>) -> f32 {
    if params.sharpness_scale == 0.0 { return 0.0; }
    let at = cells_about(pixel * params.sharpness_scale);
    return params.camera_match
        * mix(mix(blur_cell(at.x, at.y), blur_cell(at.x + 1, at.y), at.part.x), mix(blur_cell(at.x, at.y + 1), blur_cell(at.x + 1, at.y + 1), at.part.x), at.part.y);
}

fn mask_at(x: i32, y: i32) -> f32 {
    let limit = vec2<i32>(textureDimensions(mask)) - 1;
    return textureLoad(mask, clamp(vec2<i32>(x, y), vec2<i32>(0), limit), 0).x;
}

/// Share of the head that is seen at a pixel of the photo, bilinear.
fn seen_at(pixel: vec2<f32>) -> f32 {
    if params.mask_scale_x == 0.0 { return 1.0; }
    let at = cells_about(pixel * vec2<f32>(params.mask_scale_x, params.mask_scale_y));
    return mix(mix(mask_at(at.x, at.y), mask_at(at.x + 1, at.y), at.part.x), mix(mask_at(at.x, at.y + 1), mask_at(at.x + 1, at.y + 1), at.part.x), at.part.y);
}

/// First session whose share of the density holds the site and that goes so far to the front, counted from 0.
fn session_of(row: u32, onset: u32, density: u32, inside: u32) -> u32 {
    for (var k = 0u; k < params.sessions; k++) {
        let share = select(fills[row].shares_1[k & 3u], fills[row].shares_0[k & 3u], k < 4u);
        let setback = select(fills[row].setbacks_1[k & 3u], fills[row].setbacks_0[k & 3u], k < 4u);
        let reached = (density * share) >> 12u;
        if onset < reached && inside >= setback { return k; }
    }
    return params.sessions - 1u;
}

fn list(index: u32, word: u32) {
    let entry = atomicAdd(&listed[0], 1u);
    if entry % LIST_GROUP == 0u { atomicMax(&listed[1], entry / LIST_GROUP + 1u); }
    atomicStore(&listed[LIST_HEADER + 2u * entry], index);
    atomicStore(&listed[LIST_HEADER + 2u * entry + 1u], word);
}

/// The word of a dot, from integers alone.
fn dot_word(index: u32, site: SiteInput, owner: u32, density: u32) -> u32 {
    let diameter_class = site_hash(params.seed, STREAM_DIAMETER, index) >> 26u;
    let tone_class = site_hash(params.seed, STREAM_TONE, index) >> 26u;
    // What a brush adds is as large and dark as a dot inside the line.
    let edge = max(min(edge_inner(edges[index]) >> 4u, DOT_EDGE_MASK), strokes[index] & 0xffu);
    let session = session_of(owner - 1u, site.onset, density, edge_inside(edges[index]));
    let pressure = site.zones_2 >> 16u;
    return owner | (session << DOT_SESSION_AT) | (diameter_class << DOT_DIAMETER_AT) | (tone_class << DOT_TONE_AT)
        | (edge << DOT_EDGE_AT) | (pressure << DOT_PRESSURE_AT);
}

/// Whether the ear, an ellipsoid standing off the head, lies between `point` and the camera.
fn behind_ear(point: vec3<f32>, row_0: vec4<f32>, row_1: vec4<f32>, row_2: vec4<f32>) -> bool {
    let near = vec4<f32>(point, 1.0);
    let far = vec4<f32>(params.camera_centre.xyz, 1.0);
    let start = vec3<f32>(dot(row_0, near), dot(row_1, near), dot(row_2, near));
    let way = vec3<f32>(dot(row_0, far), dot(row_1, far), dot(row_2, far)) - start;
    let nearest = start + way * clamp(-dot(start, way) / dot(way, way), 0.0, 1.0);
    return dot(nearest, nearest) < 1.0;
}

/// Range of the directions of neighbouring shaved hairs, radians (assumption).
const HAIR_TURN: f32 = 0.7;

@compute @workgroup_size(LIST_GROUP)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if id.x >= chosen[0] { return; }
    let index = chosen[LIST_HEADER + 2u * id.x];
    let wanted = chosen[LIST_HEADER + 2u * id.x + 1u];
    let before = dots[index].word;
    let was_drawn = before != 0u && (dots[index].seen & 0xffffu) != 0u;
    if wanted == 0u {
        if was_drawn { list(index | TAKEN_AWAY, before); }
        dots[index].word = 0u;
        return;
    }
    var slot: DotSlot;
    slot.word = dot_word(index, sites[index], wanted >> 24u, wanted & 0xffffffu);
    if params.changes == 1u {
        if slot.word == before { return; }
        if was_drawn { list(index | TAKEN_AWAY, before); }
    }
    let point = geometry[index].position.xyz;
    let normal = geometry[index].normal.xyz;
    let rotation = mat3x3<f32>(params.rotation_0.xyz, params.rotation_1.xyz, params.rotation_2.xyz);
    // The rows are stored, so the vector stands on the left.
    let camera = point * rotation + params.translation.xyz;
    let facing = dot(normal, normalize(params.camera_centre.xyz - point));
    let hidden = camera.z <= 1.0 || facing <= 0.0
        || behind_ear(point, params.ear_left_0, params.ear_left_1, params.ear_left_2)
        || behind_ear(point, params.ear_right_0, params.ear_right_1, params.ear_right_2);
    if hidden {
        dots[index] = slot;
        return;
    }
    let pixel = params.focal * camera.xy / camera.z + params.principal;
    slot.x = bitcast<u32>(i32(round(pixel.x * 256.0)));
    slot.y = bitcast<u32>(i32(round(pixel.y * 256.0)));
    let visible = u32(clamp(seen_at(pixel), 0.0, 1.0) * 65535.0 + 0.5);
    if visible == 0u {
        dots[index] = slot;
        return;
    }
    slot.seen = visible | (min(u32(blur_at(pixel) * 1024.0), 0xffffu) << 16u);
    // Two tangents of the skin, u and v, each a millimetre long, at right angles to each other and to the normal. The helper is
    // an axis that is not nearly along the normal, so that the first product has a length.
    let helper = select(vec3<f32>(1.0, 0.0, 0.0), vec3<f32>(0.0, 1.0, 0.0), abs(normal.x) > 0.7);
    let u = normalize(cross(normal, helper));
    let v = cross(normal, u);
    // The same in camera axes (cu, cv), and what a millimetre along each is in the photo, px (ju, jv): the columns of the
    // projection's Jacobian. Of f·x/z the derivative is f/z · (dx − x/z · dz).
    let cu = u * rotation;
    let cv = v * rotation;
    let s = params.focal / camera.z;
    let ju = s * (cu.xy - camera.xy / camera.z * cu.z);
    let jv = s * (cv.xy - camera.xy / camera.z * cv.z);
    // A round spot of variance 1 mm² on the skin has the covariance J·Jᵀ in the photo, px²; |det J| is the area of 1 mm² there.
    slot.metric = vec4<f32>(
        ju.x * ju.x + jv.x * jv.x,
        ju.x * ju.y + jv.x * jv.y,
        ju.y * ju.y + jv.y * jv.y,
        abs(ju.x * jv.y - ju.y * jv.x),
    );
    let stretch = fills[dot_fill(slot.word)].hair_stretch;
    if stretch > 0.0 {
        // Shaved hair lies on the skin and points away from the whorl, each a little its own way.
        let turn = (f32(site_hash(params.seed, STREAM_HAIR, index) >> 8u) / 16777216.0 - 0.5) * HAIR_TURN;
        let away = point - params.whorl.xyz;
        let flat_away = vec2<f32>(dot(away, u), dot(away, v));
        let way = flat_away / max(length(flat_away), 1e-3);
        // The hair's way, turned by a small angle (cosine taken as 1), in the photo: its covariance is stretched along it.
        let along = way.x * ju + way.y * jv + turn * (way.x * jv - way.y * ju);
        slot.metric += vec4<f32>(along.x * along.x, along.x * along.y, along.y * along.y, 0.0) * stretch;
    }
    dots[index] = slot;
    list(index, slot.word);
}
