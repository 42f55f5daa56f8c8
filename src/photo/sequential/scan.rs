//! One scan (T.81 A.2, B.2.3, F.2): its units block by block, from restart marker to restart marker.

use super::dct::{ZIGZAG, put_block};
use super::huffman::{Bits, Table};
use super::segments::{stretches, unstuffed};
use super::{Fault, State};
use std::ops::Range;

/// Bytes that may be left over behind the last unit of a stretch, zeros aside: some encoders pad (assumption). More means that the
/// codes were read wrongly somewhere.
const MOST_LEFT_BYTES: usize = 3;

/// A component's part in the scan.
struct Part {
    component: usize,
    /// Blocks across and down in one unit.
    blocks: [usize; 2],
    dc: usize,
    ac: usize,
    /// The last brightness.
    last_dc: i32,
}

struct Scan {
    parts: Vec<Part>,
    units: [usize; 2],
}

/// Reads the scan with this header; gives back where its data end.
pub(super) fn read(state: &mut State, header: &[u8], bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let mut scan = Scan::new(state, header)?;
    let total = scan.units[0] * scan.units[1];
    let interval = match state.restart_interval {
        0 => total,
        units => units,
    };
    let (found, end) = stretches(bytes, at, total.div_ceil(interval));
    let units = |number: usize| (number * interval).min(total);
    let mut number = 0_usize;
    for stretch in found {
        scan.stretch(
            state,
            &bytes[stretch.start..stretch.end],
            units(number)..units(number + 1),
        );
        number += 1 + stretch.missing_after;
        scan.lose(state, units(number - stretch.missing_after)..units(number));
    }
    scan.lose(state, units(number)..total);
    Ok(end)
}

impl Scan {
    fn new(state: &State, header: &[u8]) -> Result<Self, Fault> {
        let (&count, rest) = header.split_first().ok_or("short scan header")?;
        let rows = rest
            .get(..2 * usize::from(count))
            .ok_or("short scan header")?
            .as_chunks::<2>()
            .0;
        let mut parts = Vec::new();
        for [id, tables] in rows {
            let component = state.components.iter().position(|component| component.id == *id);
            let component = component.ok_or("scan of an unknown component")?;
            let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
            let there =
                |tables: &[Option<Table>; 4], number: usize| tables.get(number).is_some_and(Option::is_some);
            if !there(&state.dc, dc) || !there(&state.ac, ac) {
                return Err("scan without its Huffman tables");
            }
            if state.steps[state.components[component].steps].is_none() {
                return Err("scan without its table of steps");
            }
            let blocks = if count == 1 {
                [1, 1]
            } else {
                state.components[component].factors
            };
            parts.push(Part {
                component,
                blocks,
                dc,
                ac,
                last_dc: 0,
            });
        }
        // One component alone comes block by block, up to its own edge; several come in units of all of them.
        let units = match &parts[..] {
            [] => return Err("empty scan"),
            [part] => state.components[part.component]
                .plane
                .size_px()
                .map(|px| px.div_ceil(8)),
            _ => [0, 1].map(|axis| state.size_px[axis].div_ceil(8 * state.most[axis])),
        };
        Ok(Self { parts, units })
    }

    /// Reads the units of a stretch. Where something in it can't be read the rest is filled, and all of it counts as lost: the
    /// error may lie far in front of the place where it shows.
    fn stretch(&mut self, state: &mut State, stored: &[u8], units: Range<usize>) {
        let mut data = Vec::new();
        unstuffed(stored, &mut data);
        let mut bits = Bits::new(&data);
        self.parts.iter_mut().for_each(|part| part.last_dc = 0);
        let unread = units
            .clone()
            .find(|&unit| self.unit(state, &mut bits, unit).is_none());
        if let Some(unread) = unread {
            self.fill(state, unread..units.end);
        }
        self.count(
            state,
            units.len(),
            unread.is_some() || bits.left().iter().filter(|byte| **byte != 0).count() > MOST_LEFT_BYTES,
        );
    }

    fn unit(&mut self, state: &mut State, bits: &mut Bits, unit: usize) -> Option<()> {
        for part in &mut self.parts {
            let component = &mut state.components[part.component];
            let (dc, ac) = (state.dc[part.dc].as_ref()?, state.ac[part.ac].as_ref()?);
            let steps = state.steps[component.steps].as_ref()?;
            for number in 0..part.blocks[0] * part.blocks[1] {
                let coefficients = block(bits, dc, ac, steps, &mut part.last_dc)?;
                put_block(
                    &mut component.plane,
                    place(part, self.units[0], unit, number),
                    &coefficients,
                );
            }
        }
        Some(())
    }

    /// Units that were not sent.
    fn lose(&mut self, state: &mut State, units: Range<usize>) {
        self.fill(state, units.clone());
        self.count(state, units.len(), true);
    }

    /// Fills units with the last brightness and colour that was read.
    fn fill(&self, state: &mut State, units: Range<usize>) {
        for part in &self.parts {
            let component = &mut state.components[part.component];
            let step = state.steps[component.steps].map_or(1, |steps| i32::from(steps[0]));
            let mut flat = [0; 64];
            flat[0] = part.last_dc * step;
            for unit in units.clone() {
                for number in 0..part.blocks[0] * part.blocks[1] {
                    put_block(
                        &mut component.plane,
                        place(part, self.units[0], unit, number),
                        &flat,
                    );
                }
            }
        }
    }

    fn count(&self, state: &mut State, units: usize, lost: bool) {
        for part in &self.parts {
            let component = &mut state.components[part.component];
            let blocks = units * part.blocks[0] * part.blocks[1];
            component.blocks += blocks;
            component.lost += if lost { blocks } else { 0 };
        }
    }
}

/// Column and row, in blocks, of a block of a unit.
fn place(part: &Part, units_across: usize, unit: usize, number: usize) -> [usize; 2] {
    let [across, down] = part.blocks;
    [
        unit % units_across * across + number % across,
        unit / units_across * down + number / across,
    ]
}

/// The coefficients of one block, in rows of 8, at full size.
fn block(bits: &mut Bits, dc: &Table, ac: &Table, steps: &[u16; 64], last_dc: &mut i32) -> Option<[i32; 64]> {
    let mut coefficients = [0; 64];
    let size = bits.symbol(dc)?;
    // 11 is the most that 8 bits a sample need (T.81 table F.1); its brightness stays within 2047.
    if size > 11 {
        return None;
    }
    let brightness = *last_dc + bits.value(size)?;
    if brightness.abs() > 2047 {
        return None;
    }
    *last_dc = brightness;
    coefficients[0] = brightness * i32::from(steps[0]);
    let mut at = 1;
    while at < 64 {
        let symbol = bits.symbol(ac)?;
        let (run, size) = (usize::from(symbol >> 4), symbol & 15);
        match (run, size) {
            (15, 0) => at += 16,
            (_, 0) => break,
            // 10 is the most that 8 bits a sample need (T.81 table F.2).
            (_, 11..) => return None,
            _ => {
                at += run;
                let place = *ZIGZAG.get(at)?;
                coefficients[place] = bits.value(size)? * i32::from(steps[at]);
                at += 1;
            }
        }
    }
    (at <= 64).then_some(coefficients)
}
