//! Turning samples upright (EXIF orientation 1–8, Exif 2.32 §4.6.4 tag 0x0112) with as little memory as it takes.

/// Side of the squares in which a quarter turn is copied, px: two such squares of 16-bit RGBA stay in a first-level cache.
const TILE_PX: usize = 32;

/// Turns interleaved samples upright. Orientations 1–4 work in place, 5–8 take a second buffer.
/// Returns the samples with their width and height; an orientation outside 1–8 turns nothing.
pub(super) fn upright<T: Copy + Default>(
    samples: Vec<T>,
    width: usize,
    height: usize,
    channels: usize,
    orientation: u8,
) -> (Vec<T>, usize, usize) {
    match channels {
        1 => upright_n::<T, 1>(samples, width, height, orientation),
        2 => upright_n::<T, 2>(samples, width, height, orientation),
        3 => upright_n::<T, 3>(samples, width, height, orientation),
        _ => upright_n::<T, 4>(samples, width, height, orientation),
    }
}

fn upright_n<T: Copy + Default, const N: usize>(
    mut samples: Vec<T>,
    width: usize,
    height: usize,
    orientation: u8,
) -> (Vec<T>, usize, usize) {
    let pixels = samples.as_chunks_mut::<N>().0;
    match orientation {
        2 => pixels.chunks_exact_mut(width).for_each(<[_]>::reverse),
        3 => pixels.reverse(),
        4 => flip_rows(pixels, width, height),
        5..=8 => {
            return (
                quarter_turn::<T, N>(pixels, width, height, orientation),
                height,
                width,
            );
        }
        _ => {}
    }
    (samples, width, height)
}

fn flip_rows<P>(pixels: &mut [P], width: usize, height: usize) {
    for row in 0..height / 2 {
        let (above, below) = pixels.split_at_mut((height - 1 - row) * width);
        above[row * width..][..width].swap_with_slice(&mut below[..width]);
    }
}

fn quarter_turn<T: Copy + Default, const N: usize>(
    pixels: &[[T; N]],
    width: usize,
    height: usize,
    orientation: u8,
) -> Vec<T> {
    let mut turned = vec![T::default(); pixels.len() * N];
    let out = turned.as_chunks_mut::<N>().0;
    for tile_y in (0..height).step_by(TILE_PX) {
        for tile_x in (0..width).step_by(TILE_PX) {
            for x in tile_x..(tile_x + TILE_PX).min(width) {
                let out_y = if orientation <= 6 { x } else { width - 1 - x };
                for y in tile_y..(tile_y + TILE_PX).min(height) {
                    let out_x = if matches!(orientation, 5 | 8) {
                        y
                    } else {
                        height - 1 - y
                    };
                    out[out_y * height + out_x] = pixels[y * width + x];
                }
            }
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the stored pixel (column, row) stands upright: the table of Exif 2.32, written out.
    fn shown_at(x: usize, y: usize, w: usize, h: usize, orientation: u8) -> (usize, usize) {
        match orientation {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (h - 1 - y, x),
            7 => (h - 1 - y, w - 1 - x),
            8 => (y, w - 1 - x),
            _ => (x, y),
        }
    }

    #[test]
    fn every_orientation_puts_every_pixel_where_exif_says() {
        let (w, h, n) = (67, 41, 3);
        let stored: Vec<u16> = (0..w * h * n).map(|i| i as u16).collect();
        for orientation in 0..=9 {
            let (got, got_w, _) = upright(stored.clone(), w, h, n, orientation);
            for y in 0..h {
                for x in 0..w {
                    let (sx, sy) = shown_at(x, y, w, h, orientation);
                    let here = (sy * got_w + sx) * n;
                    assert_eq!(
                        got[here..here + n],
                        stored[(y * w + x) * n..][..n],
                        "orientation {orientation}"
                    );
                }
            }
        }
    }
}
