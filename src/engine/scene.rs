//! What is kept between calls on the way from the document to the dots. Each stage is done again only when the value that
//! it was made from has changed.

use super::{Engine, EngineError};
use crate::design::{Document, FillShape, Knob};
use crate::head::sites::{FollicleSites, SHIPPED_SEED};
use crate::head::{ClientScalp, Head, HeadView};
use crate::passes::shared::{DensityParams, DotRow, FillRow, PlaceParams, SiteGeometry, SiteInput};
use crate::passes::slots::BufferSlot;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::dot_table::{DotTable, dot_table};
use crate::plan::dots::fills::{brush_row, fill_rows};
use crate::plan::picture::site_projection::{ink_box_px, place_params, site_geometry};
use crate::plan::picture::tiles::{HaloGrid, INK_REACH_MM};
use crate::plan::sites::client_scalp_words::client_scalp_words;
use crate::plan::sites::fill_masks::{FillMasks, toned_shapes};
use crate::plan::sites::hairline_edge::EdgeFinish;
use crate::plan::sites::hairline_edge_cache::HairlineEdgeCache;
use crate::plan::sites::scalp::ScalpSites;
use crate::plan::sites::site_cells::{SiteCell, site_cells};
use crate::plan::sites::strokes::StrokeWords;
use crate::plan::{DENSITY_CAP, density_units};
use std::sync::Arc;

/// A value, and what it was computed from.
struct Memo<K, V> {
    key: K,
    value: V,
}

/// Makes the value again if the key has changed; says whether it did.
fn renew<K: PartialEq, V>(kept: &mut Option<Memo<K, V>>, key: K, make: impl FnOnce() -> V) -> bool {
    if kept.as_ref().is_some_and(|memo| memo.key == key) {
        return false;
    }
    *kept = Some(Memo { key, value: make() });
    true
}

/// How far the photo's own blur carries ink, mm.
fn blur_reach_mm(view: &HeadView) -> f64 {
    let blurs = view
        .capture
        .iter()
        .flat_map(|capture| &capture.sharpness.sigma_px);
    3.0 * view.mm_per_px * blurs.fold(0.0, |most: f64, sigma| most.max(*sigma))
}

/// Which sites stand where: a seed's, moved by the hand, on a head.
#[derive(Clone, PartialEq)]
struct GroundKey {
    head: Head,
    /// The knob of that name.
    hand: f64,
    seed: u32,
}

/// What the unevenness of the density is computed from.
#[derive(PartialEq)]
struct FactorKey {
    ground: GroundKey,
    /// The knob of that name.
    clustering: f64,
}

/// What the words are computed from on which the brush begins.
#[derive(PartialEq)]
struct ClientWordsKey {
    ground: GroundKey,
    client_scalp: ClientScalp,
    /// The knob of that name: how far own hair counts.
    own_hair: f64,
    /// Shapes in which it doesn't.
    toned: Vec<Vec<FillShape>>,
}

/// The sites on a head, and what edits have made of them so far.
struct SiteGround {
    scalp: ScalpSites,
    cells: Vec<SiteCell>,
    edges: HairlineEdgeCache,
    strokes: StrokeWords,
    masks: FillMasks,
}

/// What the list of dots on the device holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ListedDots {
    /// Every dot that is seen.
    #[default]
    All,
    /// Dots that came, went or changed in the last placement.
    Changes,
}

/// Which inputs of the density pass have changed.
#[derive(Clone, Copy, Default)]
struct RenewedInputs {
    moved: bool,
    factors: bool,
    edges: bool,
    strokes: bool,
    masks: bool,
}

/// The stages on the CPU and what the device holds of them.
#[derive(Default)]
pub(super) struct EngineScene {
    sites: Option<Arc<FollicleSites>>,
    ground: Option<Memo<GroundKey, SiteGround>>,
    factors: Option<Memo<FactorKey, Vec<u32>>>,
    /// What the brush begins on; the words themselves are with the strokes.
    client_words: Option<Memo<ClientWordsKey, ()>>,
    /// Fill table and parameters of the last density pass.
    density: Option<(Vec<FillRow>, DensityParams)>,
    /// What dots looked like in the last halos.
    table: Option<DotTable>,
    /// View and parameters of the last place pass.
    pub(super) placed: Option<(HeadView, PlaceParams)>,
    /// Box of the photo that can hold ink, px.
    ink_box_px: Option<[f64; 4]>,
    /// What is listed of the dots, and how often they or their looks have changed.
    pub(super) listed: ListedDots,
    pub(super) changes: u64,
    /// The halo grid of the last place pass.
    pub(super) halo: Option<HaloGrid>,
}

impl EngineScene {
    pub(super) fn use_sites(&mut self, sites: Arc<FollicleSites>) {
        *self = EngineScene {
            sites: Some(sites),
            // What was drawn before is told from what comes by this number.
            changes: self.changes,
            ..EngineScene::default()
        };
    }

    /// The sites at hand.
    pub(super) fn sites(&self) -> Option<Arc<FollicleSites>> {
        self.sites.clone()
    }

    pub(super) fn has_sites(&self, seed: u32) -> bool {
        seed == SHIPPED_SEED || self.sites.as_ref().is_some_and(|sites| sites.seed() == seed)
    }

    /// The sites of a seed: those at hand, or the shipped ones.
    fn sites_of(&mut self, seed: u32) -> Result<Arc<FollicleSites>, EngineError> {
        match &self.sites {
            Some(sites) if sites.seed() == seed => Ok(Arc::clone(sites)),
            _ if seed == SHIPPED_SEED => {
                let sites = Arc::new(FollicleSites::shipped());
                self.use_sites(Arc::clone(&sites));
                Ok(sites)
            }
            _ => Err(EngineError::NoSites { seed }),
        }
    }

    /// The sites on the head of the last preparation.
    pub(super) fn scalp(&self) -> Option<&ScalpSites> {
        self.ground.as_ref().map(|memo| &memo.value.scalp)
    }

    /// Edge weights of the sites in the last preparation.
    pub(super) fn edge_weights(&self) -> &[u32] {
        self.ground.as_ref().map_or(&[], |memo| &memo.value.edges.weights)
    }

    /// Fill table of the last preparation.
    pub(super) fn fills(&self) -> &[FillRow] {
        self.density.as_ref().map_or(&[], |(fills, _)| fills)
    }

    /// Number of sites.
    pub(super) fn site_count(&self) -> u32 {
        self.scalp().map_or(0, |scalp| scalp.onsets.len() as u32)
    }

    /// Brings the CPU's stages up to date; says what has changed.
    fn renew_sites(&mut self, document: &Document) -> Result<RenewedInputs, EngineError> {
        let design = &document.design;
        let sites = self.sites_of(design.seed)?;
        let hand = design.get(Knob::Hand);
        let head = &document.head;
        let (outline, finish) = (document.outline.as_ref(), EdgeFinish::of(design));
        let ground_key = GroundKey {
            head: head.clone(),
            hand,
            seed: design.seed,
        };
        let moved = renew(&mut self.ground, ground_key.clone(), || {
            let scalp = ScalpSites::new(&sites, head, hand);
            let cells = site_cells(&scalp);
            SiteGround {
                edges: HairlineEdgeCache::new(outline, &finish, &scalp, &cells),
                strokes: StrokeWords::new(Vec::new()),
                masks: FillMasks::default(),
                cells,
                scalp,
            }
        });
        let Some(Memo { value: ground, .. }) = &mut self.ground else {
            return Ok(RenewedInputs::default());
        };
        let SiteGround {
            scalp,
            cells,
            edges,
            strokes,
            masks,
        } = ground;
        let edged = edges.update(outline, &finish, scalp, cells);
        let masked = masks.update(design, head, scalp, cells);
        let own_hair = design.get(Knob::OwnHair);
        // Where no hair thins the dots, a shape that is dragged changes no word.
        let is_thinned = own_hair > 0.0 && document.own.hair.is_some();
        let toned = match is_thinned {
            true => toned_shapes(design),
            false => Vec::new(),
        };
        let key = ClientWordsKey {
            ground: ground_key.clone(),
            client_scalp: document.own.clone(),
            own_hair,
            toned: toned.clone(),
        };
        let other_words = renew(&mut self.client_words, key, || ());
        if other_words {
            let words = client_scalp_words(&document.own, own_hair, (masks, &toned), head, scalp, cells);
            *strokes = StrokeWords::new(words);
        }
        let brushed = strokes.update(&design.strokes, head, scalp, cells) || other_words;
        let key = FactorKey {
            ground: ground_key,
            clustering: design.get(Knob::Clustering),
        };
        let factored = renew(&mut self.factors, key, || scalp.factors(design));
        Ok(RenewedInputs {
            moved,
            factors: moved || factored,
            edges: moved || edged,
            strokes: moved || brushed,
            masks: moved || masked,
        })
    }

    /// What has to be listed after a change of density alone: what stays where it is keeps its place, and only what differs is
    /// drawn. Shaved hair's shape hangs on its fill, so it is placed anew.
    fn listed_after(&self, fills: &[FillRow]) -> ListedDots {
        let is_hair = |fill: &FillRow| fill.hair_stretch > 0.0;
        match &self.density {
            Some((before, _)) if !before.iter().chain(fills).any(is_hair) => ListedDots::Changes,
            _ => ListedDots::All,
        }
    }

    fn site_inputs(&self) -> Vec<SiteInput> {
        let (Some(scalp), Some(factors)) = (self.scalp(), &self.factors) else {
            return Vec::new();
        };
        let input = |index: usize| {
            let [zones_0, zones_1, zones_2] = scalp.zones[index];
            SiteInput {
                onset: scalp.onsets[index],
                factor: factors.value[index],
                zones_0,
                zones_1,
                zones_2,
            }
        };
        (0..scalp.onsets.len()).map(input).collect()
    }
}

impl Engine {
    /// Brings the dots of a document in a view up to date, so that the next picture of them has only to be drawn.
    ///
    /// # Errors
    /// The sites of the seed are missing.
    pub fn place(&mut self, document: &Document, view: &HeadView) -> Result<(), EngineError> {
        self.prepare(document, view).map(|_| ())
    }

    /// Brings dots and halos up to date for a document and a view; gives the box of the photo that can hold ink (px).
    pub(super) fn prepare(
        &mut self,
        document: &Document,
        view: &HeadView,
    ) -> Result<Option<[f64; 4]>, EngineError> {
        let renewed = self.scene.renew_sites(document)?;
        self.upload_inputs(renewed);
        let fills = fill_rows(&document.design);
        let params = DensityParams {
            site_count: self.scene.site_count(),
            fill_count: fills.len() as u32,
            seed: document.design.seed,
            cap: density_units(DENSITY_CAP),
            brush_row: brush_row(&document.design),
            ..DensityParams::default()
        };
        let decided = (fills, params);
        let changed = renewed.factors || renewed.edges || renewed.strokes || renewed.masks;
        let redo_density = changed || self.scene.density.as_ref() != Some(&decided);
        self.renew_mask(view);
        self.renew_looking(document, view);
        let mask = self.mask.as_ref().and_then(|(_, mask, _)| mask.as_ref());
        let place = place_params(&document.head, &document.design, view, mask);
        let looked = (view.clone(), place);
        let new_view = renewed.moved || self.scene.placed.as_ref() != Some(&looked);
        let same_camera = self.scene.placed.as_ref().is_some_and(|(before, _)| {
            (before.camera, before.mm_per_px) == (view.camera, view.mm_per_px)
                && before.warp == view.warp
                && before.capture == view.capture
        });
        if renewed.moved || !same_camera {
            let scalp = self.scene.scalp();
            let geometry: Vec<SiteGeometry> =
                scalp.map(|scalp| site_geometry(scalp, view)).unwrap_or_default();
            let ink_box = scalp.and_then(|scalp| ink_box_px(scalp, view, INK_REACH_MM + blur_reach_mm(view)));
            self.buffers.upload(&self.gpu, BufferSlot::Geometry, &geometry);
            self.scene.ink_box_px = ink_box;
            self.scene.halo = ink_box.map(|ink_box| HaloGrid::over(ink_box, view.mm_per_px));
        }
        let new_table = self.renew_table(document, view);
        if redo_density || new_view || new_table {
            let listed = match new_view || new_table {
                true => ListedDots::All,
                false => self.scene.listed_after(&decided.0),
            };
            if redo_density {
                self.choose_dots(&decided);
            }
            if redo_density || new_view || self.scene.listed == ListedDots::Changes {
                self.place_dots(&place, listed);
            }
            self.draw_halos();
            self.scene.changes += 1;
        }
        self.scene.density = Some(decided);
        self.scene.placed = Some(looked);
        Ok(self.scene.ink_box_px)
    }

    /// Brings what dots look like up to date; says whether it has changed.
    fn renew_table(&mut self, document: &Document, view: &HeadView) -> bool {
        let table = dot_table(&document.design, ClientTraits::of(document, view));
        if self.scene.table.as_ref() == Some(&table) {
            return false;
        }
        // A design may have no fills; a shader's array has at least one entry all the same.
        let least = [DotRow::default()];
        let rows = if table.rows.is_empty() {
            &least[..]
        } else {
            &table.rows
        };
        self.buffers.upload(&self.gpu, BufferSlot::Rows, rows);
        self.buffers.upload(&self.gpu, BufferSlot::Table, &table.entries);
        self.scene.table = Some(table);
        true
    }

    fn upload_inputs(&mut self, renewed: RenewedInputs) {
        if renewed.factors {
            self.buffers
                .upload(&self.gpu, BufferSlot::Sites, &self.scene.site_inputs());
        }
        let Some(Memo { value: ground, .. }) = &self.scene.ground else {
            return;
        };
        if renewed.edges {
            self.buffers
                .upload(&self.gpu, BufferSlot::Edges, &ground.edges.weights);
        }
        if renewed.strokes {
            self.buffers
                .upload(&self.gpu, BufferSlot::Strokes, &ground.strokes.words);
        }
        if renewed.masks {
            self.buffers
                .upload(&self.gpu, BufferSlot::Masks, &ground.masks.words());
        }
    }
}
