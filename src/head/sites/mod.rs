//! Follicle sites: every place where a dot could go, ranked so that each prefix of the ranking is evenly irregular.
//!
//! Grown once a seed on the mean template and frozen as `sites v1`: domain, order and template never change; a v2 would
//! stand beside. A site carries a dot where its rank is below the wanted density × [`FollicleSites::template_area_cm2`], so a
//! higher density adds dots and moves none. Method and figures: `docs/placement.md`.

mod domain;
mod grow;
mod pack;
mod surface;

pub use domain::{GROW_MARGIN_MM, contains, contains_expanded};
pub use grow::{GrowthProgress, MAX_PER_CM2, SiteGrower};
pub use pack::{FollicleSites, SHIPPED_SEED, SitesError};
pub use surface::{DirectionCode, direction_from_code};
