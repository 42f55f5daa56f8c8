//! Work on the rows of a picture with all cores; the result doesn't depend on their number.

use std::sync::Mutex;

/// Fills a picture row by row: `work(y, row)`.
pub fn fill_rows<T: Send>(pixels: &mut [T], width: usize, work: impl Fn(usize, &mut [T]) + Sync) {
    let rows = Mutex::new(pixels.chunks_mut(width).enumerate());
    let next = || rows.lock().ok().and_then(|mut rows| rows.next());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                while let Some((y, row)) = next() {
                    work(y, row);
                }
            });
        }
    });
}
