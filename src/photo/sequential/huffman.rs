//! Bits and Huffman codes (T.81 annexes C and F.2.2).

use super::Fault;

/// Codes up to this many bits are found by one look-up.
const FAST_BITS: u32 = 9;

/// A Huffman table, ready to decode.
pub(super) struct HuffmanTable {
    /// Symbol and length of the code that the next [`FAST_BITS`] bits begin with; length 0: longer or none.
    fast: Vec<(u8, u8)>,
    /// For each length: the code behind the last of that length, put to 16 bits.
    limit: [u32; 17],
    /// For each length: number of a symbol less its code.
    offset: [i32; 17],
    symbols: Vec<u8>,
}

impl HuffmanTable {
    /// From the number of codes of each length (1–16) and the symbols in order of their codes.
    pub fn new(counts: &[u8; 16], symbols: &[u8]) -> Result<Self, Fault> {
        let mut table = Self {
            fast: vec![(0, 0); 1 << FAST_BITS],
            limit: [0; 17],
            offset: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut number) = (0_u32, 0_usize);
        for length in 1..=16_u32 {
            table.offset[length as usize] = number as i32 - code as i32;
            for _ in 0..counts[length as usize - 1] {
                if code >> length != 0 {
                    return Err("impossible Huffman table");
                }
                if length <= FAST_BITS {
                    let first = (code << (FAST_BITS - length)) as usize;
                    let entry = (symbols[number], length as u8);
                    table.fast[first..first + (1 << (FAST_BITS - length))].fill(entry);
                }
                (code, number) = (code + 1, number + 1);
            }
            table.limit[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }
}

/// Bits of one stretch of data, the stuffed zeros already taken out.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let (at, held, count) = (0, 0, 0);
        Self {
            bytes,
            at,
            held,
            count,
        }
    }

    /// Whole bytes that were not used.
    pub fn left(&self) -> &'a [u8] {
        &self.bytes[self.at - self.count as usize / 8..]
    }

    /// At least 32 bits where the data have them.
    fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        if let Some(next) = self.bytes[self.at..].first_chunk() {
            self.held = self.held << 32 | u64::from(u32::from_be_bytes(*next));
            self.at += 4;
            self.count += 32;
            return;
        }
        while self.count <= 48
            && let Some(&byte) = self.bytes.get(self.at)
        {
            self.held = self.held << 8 | u64::from(byte);
            self.at += 1;
            self.count += 8;
        }
    }

    /// The next 16 bits, zeros behind the end.
    fn peek(&self) -> u32 {
        let bits = match self.count {
            0..16 => self.held << (16 - self.count),
            _ => self.held >> (self.count - 16),
        };
        bits as u32 & 0xffff
    }

    /// The next symbol; none where no code fits or the data end.
    pub fn symbol(&mut self, table: &HuffmanTable) -> Option<u8> {
        self.fill();
        let next = self.peek();
        let (symbol, length) = table.fast[(next >> (16 - FAST_BITS)) as usize];
        let (symbol, length) = if length > 0 {
            (symbol, u32::from(length))
        } else {
            let length = (FAST_BITS + 1..=16).find(|&length| next < table.limit[length as usize])?;
            let number = (next >> (16 - length)) as i32 + table.offset[length as usize];
            (*table.symbols.get(usize::try_from(number).ok()?)?, length)
        };
        self.count = self.count.checked_sub(length)?;
        Some(symbol)
    }

    /// The next bits (0–16) as a number.
    pub fn raw(&mut self, size: u32) -> Option<u32> {
        self.fill();
        let raw = self.peek() >> (16 - size);
        self.count = self.count.checked_sub(size)?;
        Some(raw)
    }

    /// A value of `size` bits (0–15) in JPEG's way of signs.
    pub fn value(&mut self, size: u8) -> Option<i32> {
        if size == 0 {
            return Some(0);
        }
        self.fill();
        let size = u32::from(size);
        let raw = (self.peek() >> (16 - size)) as i32;
        self.count = self.count.checked_sub(size)?;
        let half = 1 << (size - 1);
        Some(if raw < half { raw - 2 * half + 1 } else { raw })
    }
}
