//! The list of dots: the very slots that are drawn, read back, with their places in double precision.

use super::{Engine, EngineError};
use crate::design::Document;
use crate::head::HeadView;
use crate::passes::shared::DotSlot;
use crate::passes::slots::BufferSlot;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::fills::{class_quantiles, dot_diameter_mm, pressure_quantile};
use crate::plan::dots::settled_dots::SettledDots;
use glam::{DVec2, DVec3};

/// Full width at half maximum of a Gaussian over its standard deviation.
const FWHM_PER_SIGMA: f64 = 2.3548;

/// One dot of the plan, seen or not.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnDot {
    /// Index of its follicle site.
    pub site: u32,
    /// Rank of the site; sites are numbered by rank, so it is the same number.
    pub rank: u32,
    /// Index of the fill that owns it, in the design's list.
    pub fill: usize,
    /// Session that makes it, from 1.
    pub session: u32,
    /// Place on the head, head frame, mm.
    pub head_mm: DVec3,
    /// Outward normal of the skin there.
    pub normal: DVec3,
    /// Place in the photo, px; none behind the camera.
    pub photo_px: Option<DVec2>,
    /// Healed diameter of the pigment, mm.
    pub diameter_mm: f64,
    /// Apparent width at half contrast, mm.
    pub apparent_mm: f64,
    /// Share drawn in this view, 0 to 1.
    pub visible: f64,
    /// Class of tone, 0 to 63.
    pub tone_class: u32,
}

impl Engine {
    /// The dots of a document, in the order of their ranks; `photo_px` and `visible` are those of the view.
    ///
    /// ```no_run
    /// # use shadowline::{design::Document, engine::*, head::HeadView};
    /// # async fn count(engine: &mut Engine, document: &Document, view: &HeadView) -> Result<(), EngineError> {
    /// let dots = engine.dots(document, view).await?;
    /// let seen = dots.iter().filter(|dot| dot.visible > 0.5).count();
    /// println!("{} dots, {seen} of them seen in this photo", dots.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The sites of the seed are missing, or the device fails.
    pub async fn dots(&mut self, document: &Document, view: &HeadView) -> Result<Vec<DrawnDot>, EngineError> {
        let slots = self.slots(document, view).await?;
        let Some(scalp) = self.scene.scalp() else {
            return Ok(Vec::new());
        };
        let quantiles = class_quantiles();
        let rows = self.scene.fills();
        let size_px = DVec2::new(f64::from(view.camera.width_px), f64::from(view.camera.height_px));
        let mut settled_dots = SettledDots::new(&document.design, ClientTraits::of(document, view));
        let dot = |(index, slot): (usize, &DotSlot)| {
            let word = slot.decoded()?;
            let row = &rows[word.row];
            let fill = &document.design.fills[row.index as usize];
            // Hair is no dot of the plan.
            let settled = settled_dots.dot(fill, &word)?;
            let session = word.session as usize - 1;
            let quantile = f64::from(quantiles[word.diameter_class]);
            let pressure = pressure_quantile(word.pressure_class);
            let diameter_mm = dot_diameter_mm(&document.design, fill, session, quantile, pressure, word.edge);
            let photo_px = view.photo_from_head(scalp.points_mm[index]);
            let in_photo = photo_px.is_some_and(|px| px.cmpge(DVec2::ZERO).all() && px.cmplt(size_px).all());
            Some(DrawnDot {
                site: index as u32,
                rank: index as u32,
                fill: row.index as usize,
                session: word.session,
                head_mm: scalp.points_mm[index],
                normal: scalp.normals[index],
                photo_px,
                diameter_mm,
                apparent_mm: FWHM_PER_SIGMA * settled.core_sigma_mm,
                visible: if in_photo { slot.visible() } else { 0.0 },
                tone_class: word.tone_class as u32,
            })
        };
        Ok(slots.iter().enumerate().filter_map(dot).collect())
    }

    /// The slots of all sites as the device has them.
    ///
    /// # Errors
    /// As [`Engine::dots`].
    pub async fn slots(&mut self, document: &Document, view: &HeadView) -> Result<Vec<DotSlot>, EngineError> {
        self.prepare(document, view)?;
        let count = self.scene.site_count() as usize;
        let dots = self
            .buffers
            .get(&self.gpu, BufferSlot::Dots, (count * size_of::<DotSlot>()) as u64);
        Ok(self.gpu.read_back(&dots, count).await?)
    }
}
