//! One scan (T.81 A.2, B.2.3, F.2): its units block by block, from restart marker to restart marker. Codes must be read one after
//! the other; what was read before is transformed beside that.

use super::dct::{ZIGZAG, put_block};
use super::huffman::{BitReader, HuffmanTable};
use super::segments::{stretches, unstuffed};
use super::{Fault, FrameComponent, MarkerState};
use crate::parallel;
use std::ops::Range;

/// Blocks that are read before they are transformed: 1 MB of coefficients, which stays near a core.
const AT_ONCE: usize = 4096;

/// Bytes that may be left over behind the last unit of a stretch, zeros aside: some encoders pad (assumption). More means that the
/// codes were read wrongly somewhere.
pub(super) const MOST_LEFT_BYTES: usize = 3;

/// A component's part in the scan.
struct ScanPart {
    component: usize,
    /// Blocks across and down in one unit.
    blocks: [usize; 2],
    dc: usize,
    ac: usize,
    /// Number of its table of steps.
    steps: usize,
    /// The last brightness.
    last_dc: i32,
}

/// A block that was read and is still to be transformed.
struct ReadBlock {
    component: usize,
    /// Column and row, in blocks.
    place: [usize; 2],
    coefficients: [i32; 64],
}

/// The tables that a scan reads with.
struct ScanTables<'a> {
    steps: &'a [Option<[u16; 64]>; 4],
    dc: &'a [Option<HuffmanTable>; 4],
    ac: &'a [Option<HuffmanTable>; 4],
}

struct SequentialScan {
    parts: Vec<ScanPart>,
    units: [usize; 2],
    /// Blocks that were read, in their order, and the memory of the last that were transformed.
    read: Vec<ReadBlock>,
    spare: Vec<ReadBlock>,
}

/// Reads the scan with this header; gives back where its data end.
pub(super) fn read(state: &mut MarkerState, header: &[u8], bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let mut scan = SequentialScan::new(state, header)?;
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
    draw(&mut state.components, &scan.read);
    Ok(end)
}

impl SequentialScan {
    fn new(state: &MarkerState, header: &[u8]) -> Result<Self, Fault> {
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
            let there = |tables: &[Option<HuffmanTable>; 4], number: usize| {
                tables.get(number).is_some_and(Option::is_some)
            };
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
            parts.push(ScanPart {
                component,
                blocks,
                dc,
                ac,
                steps: state.components[component].steps,
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
        Ok(Self {
            parts,
            units,
            read: Vec::new(),
            spare: Vec::new(),
        })
    }

    /// Reads the units of a stretch. Where something in it can't be read the rest is filled, and all of it counts as lost: the
    /// error may lie far in front of the place where it shows.
    fn stretch(&mut self, state: &mut MarkerState, stored: &[u8], units: Range<usize>) {
        let mut data = Vec::new();
        unstuffed(stored, &mut data);
        let mut bits = BitReader::new(&data);
        self.parts.iter_mut().for_each(|part| part.last_dc = 0);
        let (mut at, mut failed) = (units.start, false);
        while at < units.end && !failed {
            let full = match self.read.len() {
                AT_ONCE.. => std::mem::replace(&mut self.read, std::mem::take(&mut self.spare)),
                _ => Vec::new(),
            };
            let MarkerState {
                components,
                dc,
                ac,
                steps,
                ..
            } = state;
            let tables = ScanTables { dc, ac, steps };
            let mut read = || self.some_units(&tables, &mut bits, at..units.end);
            (at, failed) = match full.is_empty() {
                true => read(),
                false => parallel::both(read, || draw(components, &full)).0,
            };
            if full.capacity() > 0 {
                self.spare = full;
                self.spare.clear();
            }
        }
        if failed {
            self.fill(state, at..units.end);
        }
        self.count(
            state,
            units.len(),
            failed || bits.left().iter().filter(|byte| **byte != 0).count() > MOST_LEFT_BYTES,
        );
    }

    /// Reads until enough stand there to be transformed. Gives back the first unit that was not read whole, and whether the data are
    /// the reason.
    fn some_units(
        &mut self,
        tables: &ScanTables<'_>,
        bits: &mut BitReader<'_>,
        units: Range<usize>,
    ) -> (usize, bool) {
        for unit in units.clone() {
            if self.read.len() >= AT_ONCE {
                return (unit, false);
            }
            if self.unit(tables, bits, unit).is_none() {
                return (unit, true);
            }
        }
        (units.end, false)
    }

    fn unit(&mut self, tables: &ScanTables<'_>, bits: &mut BitReader<'_>, unit: usize) -> Option<()> {
        for part in &mut self.parts {
            let (dc, ac) = (tables.dc[part.dc].as_ref()?, tables.ac[part.ac].as_ref()?);
            let steps = tables.steps[part.steps].as_ref()?;
            for number in 0..part.blocks[0] * part.blocks[1] {
                self.read.push(ReadBlock {
                    component: part.component,
                    place: place(part, self.units[0], unit, number),
                    coefficients: block(bits, dc, ac, steps, &mut part.last_dc)?,
                });
            }
        }
        Some(())
    }

    /// Units that were not sent.
    fn lose(&mut self, state: &mut MarkerState, units: Range<usize>) {
        if units.is_empty() {
            return;
        }
        self.fill(state, units.clone());
        self.count(state, units.len(), true);
    }

    /// Fills units with the last brightness and colour that was read.
    fn fill(&mut self, state: &mut MarkerState, units: Range<usize>) {
        draw(&mut state.components, &self.read);
        self.read.clear();
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

    fn count(&self, state: &mut MarkerState, units: usize, lost: bool) {
        for part in &self.parts {
            let component = &mut state.components[part.component];
            let blocks = units * part.blocks[0] * part.blocks[1];
            component.blocks += blocks;
            component.lost += if lost { blocks } else { 0 };
        }
    }
}

/// Transforms blocks into the planes.
fn draw(components: &mut [FrameComponent], blocks: &[ReadBlock]) {
    for block in blocks {
        put_block(
            &mut components[block.component].plane,
            block.place,
            &block.coefficients,
        );
    }
}

/// Column and row, in blocks, of a block of a unit.
fn place(part: &ScanPart, units_across: usize, unit: usize, number: usize) -> [usize; 2] {
    let [across, down] = part.blocks;
    [
        unit % units_across * across + number % across,
        unit / units_across * down + number / across,
    ]
}

/// The coefficients of one block, in rows of 8, at full size.
fn block(
    bits: &mut BitReader,
    dc: &HuffmanTable,
    ac: &HuffmanTable,
    steps: &[u16; 64],
    last_dc: &mut i32,
) -> Option<[i32; 64]> {
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
