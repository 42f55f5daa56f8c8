//! Sequential JPEG (ITU-T T.81: baseline and extended, Huffman, 8 bits): all samplings, components in scans of their own, and
//! damaged data, whose loss is counted and kept between restart markers. zune-jpeg 0.5.15 reads the one as green stripes and the
//! other without a word. Progressive files are only checked here. Arithmetic as in libjpeg's default (`jidctint`, fancy upsampling): the pictures are equal in every code.

mod dct;
mod huffman;
mod planes;
mod progressive;
mod scan;
mod segments;

use huffman::HuffmanTable;
use planes::SamplePlane;
pub(super) use progressive::check_progressive;
pub(super) use segments::next_segment;

/// The file contradicts itself where nothing can be guessed; says what, without an article.
pub(super) type Fault = &'static str;

/// A picture as stored.
pub(super) struct DecodedFrame {
    /// Interleaved samples, rows from the top.
    pub samples: Vec<u8>,
    /// Share of the picture's blocks that could not be read, 0–1; they were filled with the colour before them.
    pub lost_share: f64,
}

/// A component of the frame (T.81 B.2.2).
struct FrameComponent {
    id: u8,
    /// Sampling factors, 1–4.
    factors: [usize; 2],
    /// Number of its table of steps, 0–3.
    steps: usize,
    plane: SamplePlane,
    /// Blocks that a scan brought, and those among them that could not be read.
    blocks: usize,
    lost: usize,
}

/// What the markers set for the scans behind them.
#[derive(Default)]
struct MarkerState {
    /// Steps to which coefficients are rounded, in zigzag order.
    steps: [Option<[u16; 64]>; 4],
    dc: [Option<HuffmanTable>; 4],
    ac: [Option<HuffmanTable>; 4],
    /// Units between restart markers; 0: none.
    restart_interval: usize,
    size_px: [usize; 2],
    /// Largest sampling factors.
    most: [usize; 2],
    components: Vec<FrameComponent>,
}

/// Decodes a whole file; brightness and two differences (`ycc`) become red, green and blue. The caller has checked the frame's
/// size and kind.
///
/// # Errors
/// [`Fault`] where headers are missing or contradict each other; lost picture data are counted instead.
pub(super) fn decode(bytes: &[u8], ycc: bool) -> Result<DecodedFrame, Fault> {
    let mut state = MarkerState::default();
    let mut at = 2;
    while let Some((marker, body)) = next_segment(bytes, &mut at) {
        match marker {
            0xc0 | 0xc1 if state.components.is_empty() => state.frame(body)?,
            0xc4 => state.huffman_tables(body)?,
            0xdb => state.step_tables(body)?,
            0xdd => state.restart_interval = usize::from(word(body, 0).ok_or("short restart interval")?),
            0xda => at = scan::read(&mut state, body, bytes, at)?,
            0xd9 => break,
            _ => {}
        }
    }
    if state.components.is_empty() {
        return Err("no frame header");
    }
    let (blocks, lost) = state.tally();
    let planes: Vec<SamplePlane> = state
        .components
        .into_iter()
        .map(|component| component.plane)
        .collect();
    Ok(DecodedFrame {
        samples: planes::interleaved(&planes, state.size_px, ycc),
        lost_share: lost as f64 / blocks.max(1) as f64,
    })
}

impl MarkerState {
    fn frame(&mut self, body: &[u8]) -> Result<(), Fault> {
        let short = "short frame header";
        let (height, width) = word(body, 1).zip(word(body, 3)).ok_or(short)?;
        let count = usize::from(*body.get(5).ok_or(short)?);
        let rows = body.get(6..6 + 3 * count).ok_or(short)?.as_chunks::<3>().0;
        let factors = |row: &[u8; 3]| [usize::from(row[1] >> 4), usize::from(row[1] & 15)];
        self.size_px = [usize::from(width), usize::from(height)];
        if self.size_px.contains(&0) || rows.is_empty() {
            return Err("a frame without pixels");
        }
        self.most = [0, 1].map(|axis| rows.iter().map(|row| factors(row)[axis]).max().unwrap_or(1));
        for row in rows {
            let factors = factors(row);
            if factors.iter().any(|factor| !(1..=4).contains(factor)) || row[2] > 3 {
                return Err("impossible sampling factors");
            }
            self.components.push(FrameComponent {
                id: row[0],
                factors,
                steps: usize::from(row[2]),
                plane: SamplePlane::grey(self.size_px, factors, self.most),
                blocks: 0,
                lost: 0,
            });
        }
        Ok(())
    }

    fn huffman_tables(&mut self, mut body: &[u8]) -> Result<(), Fault> {
        while let Some((&kind, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or("short Huffman table")?;
            let count = counts.iter().map(|&count| usize::from(count)).sum();
            let (symbols, rest) = rest.split_at_checked(count).ok_or("short Huffman table")?;
            let class = if kind >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            let place = class
                .get_mut(usize::from(kind & 15))
                .ok_or("too many Huffman tables")?;
            *place = Some(HuffmanTable::new(counts, symbols)?);
            body = rest;
        }
        Ok(())
    }

    fn step_tables(&mut self, mut body: &[u8]) -> Result<(), Fault> {
        while let Some((&kind, rest)) = body.split_first() {
            let wide = kind >> 4 != 0;
            let (table, rest) = rest
                .split_at_checked(if wide { 128 } else { 64 })
                .ok_or("short table of steps")?;
            let step = |at: usize| match wide {
                true => u16::from_be_bytes([table[2 * at], table[2 * at + 1]]),
                false => u16::from(table[at]),
            };
            let place = self
                .steps
                .get_mut(usize::from(kind & 15))
                .ok_or("too many tables of steps")?;
            *place = Some(std::array::from_fn(step));
            body = rest;
        }
        Ok(())
    }

    /// Blocks of the picture and how many of them are lost; a component that no scan brought is lost whole.
    fn tally(&self) -> (usize, usize) {
        self.components
            .iter()
            .fold((0, 0), |(blocks, lost), component| match component.blocks {
                0 => (
                    blocks + component.plane.block_count(),
                    lost + component.plane.block_count(),
                ),
                count => (blocks + count, lost + component.lost),
            })
    }
}

/// A big-endian number of 16 bits.
fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..at + 2)
        .map(|two| u16::from_be_bytes([two[0], two[1]]))
}
