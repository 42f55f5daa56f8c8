//! The one place where work is spread over cores. A build without the feature `threads` (a browser) runs the same code on one, and
//! the results are the same at any number of threads: what is spread never shares a sum.

/// Does both and gives both back, at once where a core is free.
pub(crate) fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    #[cfg(feature = "threads")]
    return rayon::join(first, second);
    #[cfg(not(feature = "threads"))]
    (first(), second())
}

/// Calls `work` with the number and the values of each chunk of `length` values (the last may be shorter).
pub(crate) fn each_chunk<T: Send>(
    values: &mut [T],
    length: usize,
    work: impl Fn(usize, &mut [T]) + Send + Sync,
) {
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        values
            .par_chunks_mut(length)
            .enumerate()
            .for_each(|(number, chunk)| work(number, chunk));
    }
    #[cfg(not(feature = "threads"))]
    values
        .chunks_mut(length)
        .enumerate()
        .for_each(|(number, chunk)| work(number, chunk));
}

/// What `work` makes of each number below `count`, in their order.
pub(crate) fn collect<T: Send>(count: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        (0..count).into_par_iter().map(work).collect()
    }
    #[cfg(not(feature = "threads"))]
    (0..count).map(work).collect()
}
