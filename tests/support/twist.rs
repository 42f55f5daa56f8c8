//! Texts and bytes changed at random as nobody would write them.
#![allow(dead_code, reason = "each test file uses its own part")]

/// SplitMix64 (Steele, Lea, Flood 2014): the same cases at each run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What is put in place of numbers and words.
pub const ODD: [&str; 24] = [
    "nan",
    "-nan",
    "inf",
    "-inf",
    "0",
    "-0.0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "9223372036854775807",
    "4294967296",
    "65536",
    "0.5",
    "\"\"",
    "[]",
    "[[]]",
    "{}",
    "true",
    "\"\\u0000\"",
    "\"../../x\"",
    "'",
    "=",
    "\n[photo]\n",
];

/// A text with one to four changes: numbers and words replaced, lines doubled, dropped and swapped, letters changed.
pub fn twisted(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(4) {
        if lines.is_empty() {
            lines.push(String::new());
        }
        let at = random.below(lines.len());
        let odd = ODD[random.below(ODD.len())];
        match random.below(8) {
            0..=2 => lines[at] = with_odd_value(&lines[at], odd, random),
            3 => lines.insert(at, lines[random.below(lines.len())].clone()),
            4 => drop(lines.remove(at)),
            5 => {
                let other = random.below(lines.len());
                lines.swap(at, other);
            }
            6 => lines[at].insert_str(0, odd),
            _ => {
                let letters: Vec<char> = lines[at].chars().collect();
                let place = random.below(letters.len());
                lines[at] = letters
                    .iter()
                    .enumerate()
                    .map(|(index, c)| {
                        if index == place {
                            char::from(32 + random.below(95) as u8)
                        } else {
                            *c
                        }
                    })
                    .collect();
            }
        }
    }
    lines.join("\n") + "\n"
}

/// One number or word of a line becomes another.
fn with_odd_value(line: &str, odd: &str, random: &mut Random) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "+-._".contains(c);
    let starts: Vec<usize> = line
        .char_indices()
        .filter(|(at, c)| is_part(*c) && !line[..*at].ends_with(is_part))
        .map(|(at, _)| at)
        .collect();
    match starts.get(random.below(starts.len())) {
        Some(&start) => {
            let end = line[start..]
                .find(|c| !is_part(c))
                .map_or(line.len(), |length| start + length);
            format!("{}{odd}{}", &line[..start], &line[end..])
        }
        None => odd.to_owned(),
    }
}

/// Bytes with one to eight changes.
pub fn bent(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            2 => bytes[at] = random.next() as u8,
            3 => bytes.truncate(at.max(1)),
            _ => {
                let from = random.below(bytes.len());
                let length = random.below(16).min(bytes.len() - from.max(at));
                bytes.copy_within(from..from + length, at);
            }
        }
    }
    bytes
}
