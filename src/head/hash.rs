//! The project's own integer hash: every "random" decision is `hash(seed, stream, index)`.
//!
//! Only u32 with wrapping operations, so that the same numbers come out of Rust, of WGSL (whose u32 wraps too) and of
//! every later version; `rand`'s generators promise no such thing. In WGSL:
//!
//! ```wgsl
//! fn mix(x0: u32) -> u32 {
//!     var x = x0;
//!     x = (x ^ (x >> 16u)) * 0x21f0aaadu;
//!     x = (x ^ (x >> 15u)) * 0x735a2d97u;
//!     return x ^ (x >> 15u);
//! }
//! fn hash(seed: u32, stream: u32, index: u32) -> u32 {
//!     let key = mix(mix(seed) + stream * 0x9e3779b9u);
//!     return mix(mix(index + key) ^ (key * 0x85ebca6bu));
//! }
//! ```

/// Streams already taken, so that no two uses share their numbers. Frozen: a changed value changes every picture.
pub mod stream {
    /// Which cell of the surface a candidate falls into ([`crate::head::sites`]).
    pub const SITE_CELL: u32 = 0;
    /// Where in its cell a candidate lies.
    pub const SITE_PLACE: u32 = 1;
    /// Offset of the hand, two numbers a site ([`crate::head::hand`]).
    pub const HAND_OFFSET: u32 = 2;
    /// Lattice of the hand's waves, one stream an octave: this and the next.
    pub const HAND_WAVE: u32 = 4;
    /// First stream that is free for other rooms.
    pub const FREE: u32 = 16;
}

/// Scrambles 32 bits, one to one (the two-multiply "lowbias32" form by C. Wellons with T. Ettinger's constants, CC0).
pub const fn mix(x: u32) -> u32 {
    let x = (x ^ (x >> 16)).wrapping_mul(0x21f0_aaad);
    let x = (x ^ (x >> 15)).wrapping_mul(0x735a_2d97);
    x ^ (x >> 15)
}

/// 32 evenly distributed bits for number `index` of `stream` under `seed`.
///
/// Two rounds with the key before and between: with one round, the streams of two seeds would be the same numbers in
/// another order.
#[inline]
pub const fn hash(seed: u32, stream: u32, index: u32) -> u32 {
    let key = mix(mix(seed).wrapping_add(stream.wrapping_mul(0x9e37_79b9)));
    mix(mix(index.wrapping_add(key)) ^ key.wrapping_mul(0x85eb_ca6b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_frozen() {
        assert_eq!(
            [hash(0, 0, 0), hash(1, 0, 0), hash(0, 1, 0), hash(7, 2, 123_456)],
            GOLDEN
        );
    }

    const GOLDEN: [u32; 4] = [0, 1_447_905_072, 1_582_202_899, 839_497_437];

    #[test]
    fn one_bit_of_any_argument_flips_half_of_the_result() {
        for argument in 0..3 {
            for bit in 0..32 {
                let flipped: u32 = (0..512u32)
                    .map(|i| {
                        let mut words = [mix(i), i % 7, i];
                        let before = hash(words[0], words[1], words[2]);
                        words[argument] ^= 1 << bit;
                        (before ^ hash(words[0], words[1], words[2])).count_ones()
                    })
                    .sum();
                let mean = f64::from(flipped) / 512.0;
                assert!(
                    (mean - 16.0).abs() < 1.5,
                    "argument {argument} bit {bit}: {mean} bits flip"
                );
            }
        }
    }

    #[test]
    fn two_seeds_do_not_share_their_numbers() {
        let mut all: Vec<u32> = (0..2)
            .flat_map(|seed| (0..20_000).map(move |i| hash(seed, 0, i)))
            .collect();
        all.sort_unstable();
        all.dedup();
        assert!(all.len() > 39_900, "{} different numbers of 40,000", all.len());
    }
}
