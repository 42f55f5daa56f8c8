//! Whether the scans of a progressive JPEG (T.81 annex G) are such as an encoder writes: every code is read and none is decoded.
//! zune-jpeg 0.5.15 shows many files with changed bits without a word. What is found: codes that stand for nothing or lead out of
//! a block, runs of empty blocks beyond the picture, data that end too early or are left over. A changed bit after which all of
//! these still fit is not found.

use super::huffman::BitReader;
use super::scan::MOST_LEFT_BYTES;
use super::segments::{next_segment, stretches, unstuffed};
use super::{Fault, MarkerState, word};
use std::ops::Range;

const IMPOSSIBLE: Fault = "its data hold codes that no program writes";
const SHORT: Fault = "a scan's header is too short";

/// A component of the frame.
struct ProgressiveComponent {
    id: u8,
    factors: [usize; 2],
    /// For each block that holds something of the picture the coefficients that are not zero, a bit each, in zigzag order.
    filled: Vec<u64>,
}

/// A component's part in a scan.
struct ProgressivePart {
    component: usize,
    /// Its blocks in one unit.
    blocks: usize,
    dc: usize,
    ac: usize,
    last_dc: i32,
}

/// What a scan brings.
struct ProgressiveScan {
    parts: Vec<ProgressivePart>,
    units: usize,
    /// Coefficients, first and last.
    band: [usize; 2],
    /// Whether it only adds a bit to what came before.
    refines: bool,
    /// Bits that are still to come.
    low: u32,
}

/// Reads all scans of a file whose frame the caller has checked.
///
/// # Errors
/// What can't be, as a clause without an article.
pub(in crate::photo) fn check_progressive(bytes: &[u8]) -> Result<(), Fault> {
    // For its tables alone.
    let mut state = MarkerState::default();
    let mut components = Vec::new();
    let mut size_px = [0; 2];
    let mut at = 2;
    while let Some((marker, body)) = next_segment(bytes, &mut at) {
        match marker {
            0xc2 if components.is_empty() => {
                (size_px, components) = frame(body).ok_or("a frame without pixels")?
            }
            0xc4 => state.huffman_tables(body)?,
            0xdd => state.restart_interval = usize::from(word(body, 0).ok_or("a short restart interval")?),
            0xda => {
                let scan = ProgressiveScan::new(body, &components, size_px)?;
                at = scan.check(&state, &mut components, bytes, at)?;
            }
            0xd9 => break,
            _ => {}
        }
    }
    Ok(())
}

fn frame(body: &[u8]) -> Option<([usize; 2], Vec<ProgressiveComponent>)> {
    let size_px = [usize::from(word(body, 3)?), usize::from(word(body, 1)?)];
    let rows = body
        .get(6..6 + 3 * usize::from(*body.get(5)?))?
        .as_chunks::<3>()
        .0;
    let factors = |row: &[u8; 3]| [usize::from(row[1] >> 4), usize::from(row[1] & 15)];
    let most = [0, 1].map(|axis| rows.iter().map(|row| factors(row)[axis]).max().unwrap_or(0));
    let component = |row: &[u8; 3]| {
        let factors = factors(row);
        let fits = factors.iter().all(|factor| (1..=4).contains(factor)) && !size_px.contains(&0);
        let blocks = [0, 1].map(|axis| {
            (size_px[axis] * factors[axis])
                .div_ceil(most[axis].max(1))
                .div_ceil(8)
        });
        fits.then(|| ProgressiveComponent {
            id: row[0],
            factors,
            filled: vec![0; blocks[0] * blocks[1]],
        })
    };
    let components: Option<Vec<ProgressiveComponent>> = rows.iter().map(component).collect();
    Some((size_px, components?))
}

impl ProgressiveScan {
    fn new(header: &[u8], components: &[ProgressiveComponent], size_px: [usize; 2]) -> Result<Self, Fault> {
        let (&count, rest) = header.split_first().ok_or(SHORT)?;
        let (rows, rest) = rest.split_at_checked(2 * usize::from(count)).ok_or(SHORT)?;
        let [first, last, approximation] = *rest.first_chunk().ok_or(SHORT)?;
        let band = [usize::from(first), usize::from(last)];
        let fits = match band {
            [0, last] => last == 0,
            [first, last] => first <= last && last < 64 && count == 1,
        };
        if !fits || count == 0 {
            return Err("a scan has an impossible header");
        }
        let part = |row: &[u8; 2]| {
            let component = components.iter().position(|component| component.id == row[0])?;
            let [across, down] = components[component].factors;
            Some(ProgressivePart {
                component,
                blocks: if count == 1 { 1 } else { across * down },
                dc: usize::from(row[1] >> 4),
                ac: usize::from(row[1] & 15),
                last_dc: 0,
            })
        };
        let parts: Option<Vec<ProgressivePart>> = rows.as_chunks::<2>().0.iter().map(part).collect();
        let parts = parts.ok_or("a scan of an unknown component")?;
        let most = [0, 1].map(|axis| components.iter().map(|c| c.factors[axis]).max().unwrap_or(1));
        let units = match &parts[..] {
            [part] => components[part.component].filled.len(),
            _ => size_px[0].div_ceil(8 * most[0]) * size_px[1].div_ceil(8 * most[1]),
        };
        Ok(ProgressiveScan {
            parts,
            units,
            band,
            refines: approximation >> 4 > 0,
            low: u32::from(approximation & 15),
        })
    }

    /// Reads the scan's data; where they end.
    fn check(
        mut self,
        state: &MarkerState,
        components: &mut [ProgressiveComponent],
        bytes: &[u8],
        at: usize,
    ) -> Result<usize, Fault> {
        let interval = match state.restart_interval {
            0 => self.units,
            units => units,
        };
        let count = self.units.div_ceil(interval);
        let (mut found, end) = stretches(bytes, at, count);
        // A restart marker at the very end does no harm.
        found.retain(|stretch| stretch.start < stretch.end);
        if found.len() != count || found.iter().any(|stretch| stretch.missing_after > 0) {
            return Err("a part between restart markers is missing");
        }
        let mut data = Vec::new();
        for (number, stretch) in found.iter().enumerate() {
            unstuffed(&bytes[stretch.start..stretch.end], &mut data);
            let mut bits = BitReader::new(&data);
            let units = number * interval..((number + 1) * interval).min(self.units);
            let empty_left = self
                .stretch(state, components, &mut bits, units)
                .ok_or(IMPOSSIBLE)?;
            if empty_left > 0 {
                return Err("a run of empty blocks goes beyond the picture");
            }
            if bits.left().iter().filter(|byte| **byte != 0).count() > MOST_LEFT_BYTES {
                return Err("data are left over behind a scan");
            }
        }
        Ok(end)
    }

    /// Reads some units; how many blocks the last run of empty ones still has then.
    fn stretch(
        &mut self,
        state: &MarkerState,
        components: &mut [ProgressiveComponent],
        bits: &mut BitReader,
        units: Range<usize>,
    ) -> Option<u32> {
        let mut empty = 0;
        self.parts.iter_mut().for_each(|part| part.last_dc = 0);
        for unit in units {
            for part in &mut self.parts {
                match (self.band[0], self.refines) {
                    (0, true) => bits.raw(part.blocks as u32).map(drop)?,
                    (0, false) => {
                        (0..part.blocks).try_for_each(|_| brightness(state, part, bits, self.low))?
                    }
                    (_, refines) => {
                        let ac = state.ac.get(part.ac)?.as_ref()?;
                        let filled = &mut components[part.component].filled[unit];
                        match refines {
                            true => refine(ac, bits, self.band, filled, &mut empty)?,
                            false => first(ac, bits, self.band, self.low, filled, &mut empty)?,
                        }
                    }
                }
            }
        }
        Some(empty)
    }
}

/// The first bits of a block's brightness (G.1.2.1).
fn brightness(state: &MarkerState, part: &mut ProgressivePart, bits: &mut BitReader, low: u32) -> Option<()> {
    let size = bits.symbol(state.dc.get(part.dc)?.as_ref()?)?;
    // As in sequential files; the bits that are to come are not known yet.
    if size > 11 {
        return None;
    }
    part.last_dc += bits.value(size)?;
    (part.last_dc.unsigned_abs() << low.min(13) < 2048 + (1 << low.min(13))).then_some(())
}

/// The first bits of a block's other coefficients (G.1.2.2).
fn first(
    ac: &super::HuffmanTable,
    bits: &mut BitReader,
    [from, last]: [usize; 2],
    low: u32,
    filled: &mut u64,
    empty: &mut u32,
) -> Option<()> {
    if *empty > 0 {
        *empty -= 1;
        return Some(());
    }
    let mut at = from;
    while at <= last {
        let symbol = bits.symbol(ac)?;
        let (run, size) = (symbol >> 4, symbol & 15);
        at += usize::from(run);
        match (run, size) {
            (15, 0) => {}
            (_, 0) => {
                *empty = (1 << run) + bits.raw(u32::from(run))? - 1;
                return Some(());
            }
            // 10 bits are the most of a coefficient (T.81 table F.2).
            _ if u32::from(size) + low > 10 || at > last => return None,
            _ => {
                bits.value(size)?;
                *filled |= 1 << at;
            }
        }
        at += 1;
    }
    // A run of sixteen that leads out of the block.
    (at <= last + 1).then_some(())
}

/// One more bit of a block's other coefficients (G.1.2.3).
fn refine(
    ac: &super::HuffmanTable,
    bits: &mut BitReader,
    [from, last]: [usize; 2],
    filled: &mut u64,
    empty: &mut u32,
) -> Option<()> {
    let is_filled = |filled: u64, at: usize| filled >> at & 1 == 1;
    let mut at = from;
    while *empty == 0 && at <= last {
        let symbol = bits.symbol(ac)?;
        let (mut run, size) = (symbol >> 4, symbol & 15);
        match (run, size) {
            (15, 0) => {}
            (_, 0) => {
                *empty = (1 << run) + bits.raw(u32::from(run))?;
                break;
            }
            (_, 1) => bits.raw(1).map(drop)?,
            _ => return None,
        }
        // Coefficients that came before get their bit, empty ones are passed over.
        while at <= last && (is_filled(*filled, at) || run > 0) {
            if is_filled(*filled, at) {
                bits.raw(1)?;
            } else {
                run -= 1;
            }
            at += 1;
        }
        if at > last {
            return None;
        }
        *filled |= u64::from(size) << at;
        at += 1;
    }
    if *empty > 0 {
        for _ in (at..=last).filter(|at| is_filled(*filled, *at)) {
            bits.raw(1)?;
        }
        *empty -= 1;
    }
    Some(())
}
