//! A set of sites, its bytes, and the set that ships with the program.

use super::grow::MAX_PER_CM2;
use super::surface::{DirectionCode, direction_from_code};
use glam::DVec3;

/// The seed whose sites ship.
pub const SHIPPED_SEED: u32 = 1;
const MAGIC: &[u8; 8] = b"SHDWSITE";
const VERSION: u32 = 1;
const HEADER: usize = 28;
/// Most sites that bytes may announce (assumption: ten times a head's), so that no bad file asks for much memory.
const MAX_COUNT: usize = 4_000_000;

/// What is wrong with stored sites.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SitesError {
    /// The bytes are something else.
    #[error(
        "these bytes are no follicle sites: they do not begin with the sites' mark; delete the file and grow them anew"
    )]
    NotSites,
    /// Written by a newer program.
    #[error(
        "the follicle sites are of version {found}, this program reads version {VERSION}; update it or grow them anew"
    )]
    Version {
        /// The version that the bytes announce.
        found: u32,
    },
    /// Cut off or with something behind.
    #[error(
        "the follicle sites should have {wanted} bytes and have {found}; delete the file and grow them anew"
    )]
    Length {
        /// Bytes that the header asks for.
        wanted: usize,
        /// Bytes that are there.
        found: usize,
    },
    /// More or fewer sites than any head has.
    #[error(
        "the follicle sites' header announces {count} sites, which no head has; delete the file and grow them anew"
    )]
    Count {
        /// The number announced.
        count: u32,
    },
    /// Something changed since they were written.
    #[error("the follicle sites are damaged (their checksum is wrong); delete the file and grow them anew")]
    Damaged,
}

/// The ranked follicle sites of one seed. A site's rank is its index; its code never changes (`sites v1`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollicleSites {
    seed: u32,
    codes: Vec<DirectionCode>,
}

impl FollicleSites {
    pub(super) fn new(seed: u32, codes: Vec<DirectionCode>) -> Self {
        Self { seed, codes }
    }

    /// The sites of [`SHIPPED_SEED`], read from the program itself in about 2 ms.
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program, and a test reads it"
    )]
    pub fn shipped() -> Self {
        let bytes = include_bytes!("../../../assets/sites-v1.bin");
        Self::from_bytes(bytes).expect("shipped sites are good")
    }

    /// The seed they were grown from.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// Number of sites.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The sites' codes in the order of rank: what a buffer for the GPU holds.
    pub fn codes(&self) -> &[DirectionCode] {
        &self.codes
    }

    /// Unit direction of the site from the template's centre, head frame.
    ///
    /// # Panics
    /// When `rank` is not below [`FollicleSites::len`].
    pub fn direction(&self, rank: usize) -> DVec3 {
        direction_from_code(self.codes[rank])
    }

    /// Area of the domain on the mean template, cm²: growing stops at exactly 400 sites per cm².
    pub fn template_area_cm2(&self) -> f64 {
        self.codes.len() as f64 / MAX_PER_CM2
    }

    /// Number of sites that carry a dot at `density_per_cm2` all over the domain of the mean template.
    pub fn prefix_len(&self, density_per_cm2: f64) -> usize {
        ((density_per_cm2 * self.template_area_cm2() + 0.5).max(0.0) as usize).min(self.codes.len())
    }

    /// A number that changes with any change of seed, order or place (FNV-1a, 64 bits).
    pub fn golden_hash(&self) -> u64 {
        let words = self
            .codes
            .iter()
            .flat_map(|[u, v]| [u.to_le_bytes(), v.to_le_bytes()])
            .flatten();
        fnv1a(self.seed.to_le_bytes().into_iter().chain(words))
    }

    /// The sites as bytes: mark, version, seed, number, checksum (little endian), then 4 bytes a site in rank order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + self.codes.len() * 4);
        bytes.extend_from_slice(MAGIC);
        for word in [VERSION, self.seed, self.codes.len() as u32] {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        bytes.extend_from_slice(&self.golden_hash().to_le_bytes());
        for [u, v] in &self.codes {
            bytes.extend_from_slice(&u.to_le_bytes());
            bytes.extend_from_slice(&v.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`FollicleSites::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`SitesError`] says what is wrong with any other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SitesError> {
        if !bytes.starts_with(MAGIC) {
            return Err(SitesError::NotSites);
        }
        let short = SitesError::Length {
            wanted: HEADER,
            found: bytes.len(),
        };
        let (header, body) = bytes.split_at_checked(HEADER).ok_or(short)?;
        let word =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let (version, seed, count) = (word(8), word(12), word(16));
        if version != VERSION {
            return Err(SitesError::Version { found: version });
        }
        if count == 0 || count as usize > MAX_COUNT {
            return Err(SitesError::Count { count });
        }
        if body.len() != count as usize * 4 {
            return Err(SitesError::Length {
                wanted: HEADER + count as usize * 4,
                found: bytes.len(),
            });
        }
        let codes = body
            .chunks_exact(4)
            .map(|b| [u16::from_le_bytes([b[0], b[1]]), u16::from_le_bytes([b[2], b[3]])]);
        let sites = Self {
            seed,
            codes: codes.collect(),
        };
        if u64::from(word(20)) | u64::from(word(24)) << 32 != sites.golden_hash() {
            return Err(SitesError::Damaged);
        }
        Ok(sites)
    }
}

fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
