//! Skin of a plan by zone of the scalp and session.

use super::{DrawnDot, Engine, EngineError};
use crate::design::{Design, Document, FillRegion, Knob};
use crate::head::HeadView;
use crate::passes::shared::FillRow;
use crate::passes::slots::BufferSlot;
use crate::plan::sites::hairline_edge::EdgeWord;
use std::collections::BTreeMap;

/// The zones to which a site can belong by its place, in the order of its weights.
const ZONES: [FillRegion; 5] = [
    FillRegion::Front,
    FillRegion::MidScalp,
    FillRegion::Vertex,
    FillRegion::Sides,
    FillRegion::Nape,
];

/// Skin of a plan: one zone in one session (from 0).
pub type SkinPart = (FillRegion, usize);

/// The zone of every site, and the skin on which dots are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneSkin {
    /// Skin of the fitted head on which dots are wanted, cm²: a session that stays behind the line has less than the last one. Fills
    /// that are laid over each other share it.
    pub areas_cm2: BTreeMap<SkinPart, f64>,
    zones: Vec<FillRegion>,
}

impl ZoneSkin {
    /// The zone that a dot of the same document lies in: the one that weighs most where it is, or *painted* where its fill lies
    /// only under the brush.
    pub fn zone_of(&self, dot: &DrawnDot, design: &Design) -> FillRegion {
        let by_place = self.zones.get(dot.site as usize).copied();
        zone_of_fill(design, dot.fill, by_place.unwrap_or(FillRegion::MidScalp))
    }
}

/// The zone by place, unless the fill is only painted.
fn zone_of_fill(design: &Design, fill: usize, by_place: FillRegion) -> FillRegion {
    match design.fills.get(fill).map(|fill| fill.region) {
        Some(FillRegion::Painted) => FillRegion::Painted,
        _ => by_place,
    }
}

/// The zone of a site by its weights, as `ScalpSites` packs them.
fn heaviest([front_mid, vertex_side, nape]: [u32; 3]) -> FillRegion {
    let weights = [
        front_mid & 0xffff,
        front_mid >> 16,
        vertex_side & 0xffff,
        vertex_side >> 16,
        nape & 0xffff,
    ];
    let mut best = 0;
    for (index, weight) in weights.iter().enumerate() {
        if *weight > weights[best] {
            best = index;
        }
    }
    ZONES[best]
}

/// How far a session of a fill stays behind the line, half millimetres; the last one goes everywhere.
fn setback(row: &FillRow, session: usize, sessions: usize) -> u32 {
    match session + 1 >= sessions {
        true => 0,
        false => row
            .setbacks_0
            .iter()
            .chain(&row.setbacks_1)
            .copied()
            .nth(session)
            .unwrap_or(0),
    }
}

impl Engine {
    /// The skin of a document's plan; its dots are those of [`Engine::dots`].
    ///
    /// # Errors
    /// As [`Engine::dots`].
    pub async fn zone_skin(&mut self, document: &Document, view: &HeadView) -> Result<ZoneSkin, EngineError> {
        self.prepare(document, view)?;
        let count = self.scene.site_count() as usize;
        let buffer = self.buffers.get(&self.gpu, BufferSlot::Wanted, 4 * count as u64);
        let wanted: Vec<u32> = self.gpu.read_back(&buffer, count).await?;
        let design = &document.design;
        let scalp = self
            .scene
            .scalp()
            .ok_or(EngineError::NoSites { seed: design.seed })?;
        let (rows, edges) = (self.scene.fills(), self.scene.edge_weights());
        let sessions = design.sessions.len();
        let zones: Vec<FillRegion> = scalp.zones.iter().map(|words| heaviest(*words)).collect();
        let mut areas_cm2 = BTreeMap::new();
        for (index, word) in wanted.iter().enumerate() {
            let (density, owner) = (word & 0xff_ffff, (word >> 24) as usize);
            let Some(row) = owner.checked_sub(1).and_then(|owner| rows.get(owner)) else {
                continue;
            };
            let fill = row.index as usize;
            let is_hair = design.of_fill(&design.fills[fill], Knob::Stubble) > 0.0;
            if density == 0 || is_hair {
                continue;
            }
            let zone = zone_of_fill(design, fill, zones[index]);
            let inside = EdgeWord::inside(edges[index]);
            for session in 0..sessions {
                if inside >= setback(row, session, sessions) {
                    let area: &mut f64 = areas_cm2.entry((zone, session)).or_default();
                    *area += f64::from(scalp.areas_cm2[index]);
                }
            }
        }
        Ok(ZoneSkin { areas_cm2, zones })
    }
}
