//! The one door: a document, a photo and a view in; a picture or the list of dots out.
//!
//! ```no_run
//! use shadowline::design::{Design, Document};
//! use shadowline::engine::{Engine, PixelRect};
//! use shadowline::gpu::block_on;
//! use shadowline::head::{FitInput, Head, PhotoFacts, solve};
//! use shadowline::photo::{PhotoLimits, decode};
//! use std::sync::Arc;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let photo = Arc::new(decode(&std::fs::read("photo.jpg")?, &PhotoLimits::default())?);
//! let facts = PhotoFacts {
//!     width_px: photo.width_px,
//!     height_px: photo.height_px,
//!     focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
//! };
//! let eyes = [glam::dvec2(1246.0, 990.0), glam::dvec2(1731.0, 976.0)];
//! let given = FitInput { eyes: Some(eyes), ..FitInput::default() };
//! let (head, view) = solve(&facts, &given, &Head::default())?;
//! let document = Document::new(head, Design::default());
//!
//! let mut engine = block_on(None, Engine::open())?;
//! let device = engine.gpu().device.clone();
//! let picture = engine.render(&document, &photo, &view, PixelRect::whole(&photo), [800, 600]);
//! let frame = block_on(Some(&device), picture)?;
//! assert_eq!([frame.width_px, frame.height_px], [800, 600]);
//! # Ok(())
//! # }
//! ```

mod dots;
mod error;
mod looking;
mod mask;
mod placing;
mod scene;
mod screen;
mod source;
mod tally;
mod tile;
mod zones;

pub use crate::plan::picture::tiles::PixelRect;
pub use dots::DrawnDot;
pub use error::EngineError;
pub use screen::PhotoTexture;
pub use tally::{DotTally, FillTally};
pub use zones::{SkinPart, ZoneSkin};

use crate::design::Document;
use crate::gpu::{BufferSet, OpenDevice};
use crate::head::HeadView;
use crate::head::sites::FollicleSites;
use crate::passes::Passes;
use crate::passes::shared::SplatParams;
use crate::passes::slots::BufferSlot;
use crate::photo::{Photo, PhotoSamples};
use crate::plan::dots::fills::class_quantiles;
use crate::plan::picture::tiles::PictureTiling;
use looking::PreparedLight;
use mask::PlacedMask;
use scene::EngineScene;
use std::sync::Arc;
use tile::WorkingTile;

/// A rendered picture: three codes a pixel in the photo's own profile (grey photos: three equal ones).
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Width, px.
    pub width_px: u32,
    /// Height, px.
    pub height_px: u32,
    /// Interleaved red, green, blue: `width × height × 3`, with the photo's bits.
    pub rgb: PhotoSamples,
}

/// The renderer with its device and everything that it keeps between calls.
pub struct Engine {
    gpu: OpenDevice,
    passes: Arc<Passes>,
    buffers: BufferSet<BufferSlot>,
    scene: EngineScene,
    working: Option<WorkingTile>,
    /// What the accumulator of cores holds: its tile, and the scene's changes until then.
    core: Option<(SplatParams, u64)>,
    mask: Option<PlacedMask>,
    looking: PreparedLight,
    /// The photo on the screen, whole, as a texture.
    whole: Option<PhotoTexture>,
}

impl Engine {
    /// An engine on the best device there is; also a software one.
    ///
    /// ```no_run
    /// # async fn open() -> Result<(), shadowline::engine::EngineError> {
    /// let engine = shadowline::engine::Engine::open().await?;
    /// println!("{}", engine.gpu().info.name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// No device can be opened; the sentence says what to install.
    pub async fn open() -> Result<Self, EngineError> {
        Ok(Self::with_gpu(OpenDevice::open().await?))
    }

    /// An engine on a given device.
    pub fn with_gpu(gpu: OpenDevice) -> Self {
        let passes = Arc::new(Passes::new(&gpu));
        Self::of_passes(gpu, passes)
    }

    /// Another engine on the same device, for another view: what is compiled, the sites and the photo are there once for both.
    pub fn beside(&self) -> Self {
        let mut engine = Self::of_passes(self.gpu.clone(), Arc::clone(&self.passes));
        if let Some(sites) = self.scene.sites() {
            engine.use_sites(sites);
        }
        engine.use_photo(self.photo_on_device());
        engine
    }

    fn of_passes(gpu: OpenDevice, passes: Arc<Passes>) -> Self {
        let mut buffers = BufferSet::default();
        buffers.upload(&gpu, BufferSlot::Quantiles, &class_quantiles());
        Engine {
            gpu,
            passes,
            buffers,
            scene: EngineScene::default(),
            working: None,
            core: None,
            mask: None,
            looking: PreparedLight::default(),
            whole: None,
        }
    }

    /// The device.
    pub fn gpu(&self) -> &OpenDevice {
        &self.gpu
    }

    /// Hands over the sites of a seed that isn't the shipped one, grown or read from a cache.
    ///
    /// ```no_run
    /// use shadowline::head::sites::SiteGrower;
    /// # fn hand_over(engine: &mut shadowline::engine::Engine) {
    /// let seed = 7;
    /// if !engine.has_sites(seed) {
    ///     // Two to three seconds on one core.
    ///     engine.use_sites(SiteGrower::new(seed).finish().into());
    /// }
    /// assert!(engine.has_sites(seed));
    /// # }
    /// ```
    pub fn use_sites(&mut self, sites: Arc<FollicleSites>) {
        self.scene.use_sites(sites);
    }

    /// Whether the sites of a seed are there; otherwise they must be grown and handed over first.
    pub fn has_sites(&self, seed: u32) -> bool {
        self.scene.has_sites(seed)
    }

    /// Renders `photo_rect` of the photo at `output_size` (px).
    ///
    /// ```no_run
    /// # use shadowline::{design::Document, engine::*, head::HeadView, photo::Photo};
    /// # use std::sync::Arc;
    /// # async fn render(
    /// #     engine: &mut Engine, document: &Document, photo: &Arc<Photo>, view: &HeadView,
    /// # ) -> Result<(), EngineError> {
    /// // A part of the photo, twice as large.
    /// let part = PixelRect { x: 400, y: 200, width: 300, height: 200 };
    /// let frame = engine.render(document, photo, view, part, [600, 400]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The rectangle lies outside the photo, the sites of the seed are missing, or the device fails.
    pub async fn render(
        &mut self,
        document: &Document,
        photo: &Arc<Photo>,
        view: &HeadView,
        photo_rect: PixelRect,
        output_size: [u32; 2],
    ) -> Result<Frame, EngineError> {
        source::check_rect(photo, photo_rect, output_size)?;
        let ink_box_px = self.prepare(document, view)?;
        let tiling = PictureTiling::new(photo_rect, output_size, view.mm_per_px, ink_box_px, false);
        let tiling = self.seen_from(tiling, photo, view);
        let [width, height] = output_size;
        let mut rgb = source::blank(photo, (width as usize) * (height as usize) * 3);
        for index in 0..tiling.tiles.len() {
            let tile = tiling.tiles[index];
            self.ingest(photo, Some(photo), &tiling, &tile);
            let codes = self.draw(photo, &tiling, &tile, false).await?;
            source::put_tile(&mut rgb, width, &tile.output, &codes);
        }
        Ok(Frame {
            width_px: width,
            height_px: height,
            rgb,
        })
    }

    /// Draws the dots into the photo itself, at its own size: only pixels with ink change. `progress` hears the share
    /// that is done and stops the work by answering `false`.
    ///
    /// ```no_run
    /// # use shadowline::{design::Document, engine::*, head::HeadView, photo::Photo};
    /// # async fn ink(
    /// #     engine: &mut Engine, document: &Document, photo: &mut Photo, view: &HeadView,
    /// # ) -> Result<(), EngineError> {
    /// let whole = PixelRect::whole(photo);
    /// let said = |share: f64| {
    ///     eprintln!("{:.0} %", 100.0 * share);
    ///     true
    /// };
    /// engine.ink(document, photo, view, whole, said).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Engine::render`]; [`EngineError::Cancelled`] when `progress` stopped it, the photo is then half done.
    pub async fn ink(
        &mut self,
        document: &Document,
        photo: &mut Photo,
        view: &HeadView,
        photo_rect: PixelRect,
        mut progress: impl FnMut(f64) -> bool,
    ) -> Result<(), EngineError> {
        let output_size = [photo_rect.width, photo_rect.height];
        source::check_rect(photo, photo_rect, output_size)?;
        let ink_box_px = self.prepare(document, view)?;
        let only_ink = !self.changes_everything();
        let tiling = PictureTiling::new(photo_rect, output_size, view.mm_per_px, ink_box_px, only_ink);
        let tiling = self.seen_from(tiling, photo, view);
        // The eye's blur looks beyond a tile, where ink may stand already.
        let untouched = (tiling.eye_sigma_px > 0.0).then(|| photo.clone());
        for (index, tile) in tiling.tiles.iter().enumerate() {
            self.ingest(untouched.as_ref().unwrap_or(photo), None, &tiling, tile);
            let codes = self.draw(photo, &tiling, tile, true).await?;
            source::put_ink(photo, &tiling, tile, &codes);
            if !progress((index + 1) as f64 / tiling.tiles.len() as f64) {
                return Err(EngineError::Cancelled);
            }
        }
        Ok(())
    }

    /// The tiling with the reach of an eye at the distance that is shown.
    fn seen_from(&self, tiling: PictureTiling, photo: &Photo, view: &HeadView) -> PictureTiling {
        let sigma_px = self.looking.eye_sigma_mm / view.mm_per_px;
        tiling.seen_from(sigma_px, [photo.width_px, photo.height_px])
    }
}
