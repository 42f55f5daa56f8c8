//! Twins of the structs in `shaders/common.wgsl`; `tests/engine/shaders.rs` compares size, names and offsets,
//! constants and the bits of a dot's word.

/// Size and members (name, offset) of a shared struct, in bytes.
pub struct SharedLayout {
    /// Name in WGSL and here.
    pub name: &'static str,
    /// Size of one value.
    pub size: usize,
    /// Members in order.
    pub members: &'static [(&'static str, usize)],
}

macro_rules! shared {
    ($($(#[$about:meta])* struct $name:ident { $($member:ident: $kind:ty,)* })*) => {
        $(
            $(#[$about])*
            #[repr(C)]
            #[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
            #[allow(missing_docs, reason = "members are described in shaders/common.wgsl")]
            pub struct $name { $(pub $member: $kind,)* }
        )*

        /// Every shared struct.
        pub const LAYOUTS: &[SharedLayout] = &[$(SharedLayout {
            name: stringify!($name),
            size: size_of::<$name>(),
            members: &[$((stringify!($member), std::mem::offset_of!($name, $member)),)*],
        },)*];
    };
}

shared! {
    /// What the density pass knows of a site.
    struct SiteInput { onset: u32, factor: u32, zones_0: u32, zones_1: u32, zones_2: u32, }
    /// A site on the fitted head, mm.
    struct SiteGeometry { position: [f32; 4], normal: [f32; 4], }
    /// One row of the fill table.
    struct FillRow {
        density: u32, sentinel: u32, combine: u32, region: u32, index: u32, hair_stretch: f32, mask: u32, pad_0: u32,
        shares_0: [u32; 4], shares_1: [u32; 4], setbacks_0: [u32; 4], setbacks_1: [u32; 4],
    }
    /// What the dots of one fill and session look like: where their table lies, and how it is asked.
    struct DotRow {
        table: u32, white: u32, diameter_low: f32, diameter_step: f32, ink_low: f32, ink_step: f32,
        diameter_sd: f32, ink_sd: f32, edge_size: f32, edge_shade: f32, white_strength: f32, pad_0: u32,
    }
    /// Uniforms of `density`.
    struct DensityParams {
        site_count: u32, fill_count: u32, seed: u32, cap: u32,
        brush_row: u32, pad_0: u32, pad_1: u32, pad_2: u32,
    }
    /// Uniforms of `place`.
    struct PlaceParams {
        rotation_0: [f32; 4], rotation_1: [f32; 4], rotation_2: [f32; 4], translation: [f32; 4],
        camera_centre: [f32; 4], principal: [f32; 2], focal: f32, sessions: u32,
        whorl: [f32; 4],
        ear_left_0: [f32; 4], ear_left_1: [f32; 4], ear_left_2: [f32; 4],
        ear_right_0: [f32; 4], ear_right_1: [f32; 4], ear_right_2: [f32; 4],
        seed: u32, mask_scale_x: f32, mask_scale_y: f32, sharpness_scale: f32,
        camera_match: f32, changes: u32, pad_0: u32, pad_1: u32,
    }
    /// A dot in its site's slot.
    struct DotSlot { x: u32, y: u32, word: u32, seen: u32, metric: [f32; 4], }
    /// Uniforms of `splat`.
    struct SplatParams {
        origin_x: u32, origin_y: u32, offset_x: u32, offset_y: u32, grid_width: u32, grid_height: u32,
        kind: u32, scale_x: f32, scale_y: f32, halo_sigma_mm: f32, eye_sigma_mm: f32, pad_0: u32,
    }
    /// Uniforms of `shade` and `screen`.
    struct ShadeParams {
        width: u32, height: u32, supersample: u32, halo_cell_px: u32,
        photo_x: f32, photo_y: f32, step_x: f32, step_y: f32,
        box_x: u32, box_y: u32, box_width: u32, box_height: u32,
        halo_x: u32, halo_y: u32, halo_width: u32, halo_height: u32,
        grey: u32, output_x: u32, output_y: u32, light_cell_px: f32,
        light_columns: u32, light_rows: u32, matte: f32, grain: f32,
        grain_step_px: f32, whole: u32, least_red: f32, pad_1: u32,
    }
    /// Uniforms of `ingest`.
    struct IngestParams {
        width: u32, height: u32, source_width: u32, source_height: u32,
        source_x: f32, source_y: f32, step_x: f32, step_y: f32,
        matrix_0: [f32; 4], matrix_1: [f32; 4], matrix_2: [f32; 4],
        codes: u32, eye_sigma_px: f32, pad_0: u32, pad_1: u32,
    }
    /// Uniforms of `present`.
    struct PresentParams {
        width: u32, height: u32, codes: u32, only_ink: u32,
        box_x: u32, box_y: u32, box_width: u32, box_height: u32,
        matrix_0: [f32; 4], matrix_1: [f32; 4], matrix_2: [f32; 4],
    }
}

/// Three rows of a matrix as the shaders read them.
pub fn rows(matrix: [[f64; 3]; 3]) -> [[f32; 4]; 3] {
    matrix.map(|row| [row[0] as f32, row[1] as f32, row[2] as f32, 0.0])
}

impl DotSlot {
    /// Position in the photo, px.
    pub fn photo_px(&self) -> [f64; 2] {
        [self.x, self.y].map(|fixed| f64::from(fixed.cast_signed()) / 256.0)
    }

    /// Share that is drawn in this view, 0 to 1.
    pub fn visible(&self) -> f64 {
        f64::from(self.seen & 0xffff) / 65535.0
    }

    /// What the word says, `None` where there is no dot.
    pub fn decoded(&self) -> Option<DotWord> {
        (self.word != 0).then(|| DotWord {
            row: (self.word & 31) as usize - 1,
            session: (self.word >> 5 & 7) + 1,
            diameter_class: (self.word >> 8 & 63) as usize,
            tone_class: (self.word >> 14 & 63) as usize,
            edge: f64::from(self.word >> 20 & 255) / 255.0,
            pressure_class: (self.word >> 28) as usize,
        })
    }
}

/// The integer part of a dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotWord {
    /// Row of the fill table.
    pub row: usize,
    /// Session that makes the dot, from 1.
    pub session: u32,
    /// Class of its diameter, 0–63.
    pub diameter_class: usize,
    /// Class of its tone, 0–63.
    pub tone_class: usize,
    /// Weight of the transition zone, 0 at the edge, 1 inside.
    pub edge: f64,
    /// Class of the hand's pressure, 0–15.
    pub pressure_class: usize,
}
