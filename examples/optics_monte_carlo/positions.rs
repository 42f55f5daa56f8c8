//! An irregular field of dots: a triangular lattice, each dot moved by a Gaussian of 0.15 spacings (nearest neighbours vary by
//! 17 %, as the simulator's sites do). Also used by `tests/plan/optics.rs`.

/// Dots of a periodic tile, mm, and the tile's size. The tile is about 30 mm wide.
pub fn positions(density_per_cm2: f64, seed: u64) -> (Vec<[f64; 2]>, [f64; 2]) {
    let spacing = 10.7457 / density_per_cm2.sqrt();
    let columns = (30.0 / spacing).round().max(4.0) as usize;
    let rows = 2 * (15.0 / (spacing * 0.866)).round().max(2.0) as usize;
    let pitch = spacing * 0.75_f64.sqrt();
    let tile = [columns as f64 * spacing, rows as f64 * pitch];
    let mut state = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(0x1234_5678_9ABC_DEF1);
    let mut unit = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for _ in 0..20 {
        unit();
    }
    let mut dots = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            // Sum of twelve uniforms: close to a Gaussian of standard deviation 1, without transcendental functions.
            let mut gauss = || (0..12).map(|_| unit()).sum::<f64>() - 6.0;
            let x = (column as f64 + 0.5 * (row % 2) as f64 + 0.15 * gauss()) * spacing;
            let y = row as f64 * pitch + 0.15 * gauss() * spacing;
            dots.push([x.rem_euclid(tile[0]), y.rem_euclid(tile[1])]);
        }
    }
    (dots, tile)
}
