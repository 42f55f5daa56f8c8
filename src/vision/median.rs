//! The middle of a list, which strays don't move.

use std::cmp::Ordering;

/// Numbers in their total order.
pub(super) trait TotalOrder: Copy + Default {
    /// As `f64::total_cmp`.
    fn order(&self, other: &Self) -> Ordering;
}

impl TotalOrder for f32 {
    fn order(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }
}

impl TotalOrder for f64 {
    fn order(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }
}

/// The middle value, the upper one of two; 0 where there is none. The list is left in another order.
pub(super) fn median<T: TotalOrder>(values: &mut [T]) -> T {
    if values.is_empty() {
        return T::default();
    }
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, T::order).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_upper_one_of_two_and_zero_of_none() {
        assert_eq!(median(&mut [3.0_f32, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), 3.0);
        assert_eq!(median::<f64>(&mut []), 0.0);
    }
}
