//! A number that can carry its gradient: the template is written once and evaluated plainly or with derivatives.
//! Only + − × ÷ and square root are used, which IEEE 754 rounds alike on every machine.

use glam::DVec3;
use std::ops::{Add, Div, Mul, Sub};

/// What the template's formulas need of a number.
pub(crate) trait Scalar:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A number that does not vary.
    fn constant(value: f64) -> Self;
    /// Square root of a positive number.
    fn root(self) -> Self;
    /// The number alone.
    fn plain(self) -> f64;
    /// A function of this number, from its value and its slope here.
    fn through(self, value_and_slope: [f64; 2]) -> Self;
}

impl Scalar for f64 {
    fn constant(value: f64) -> Self {
        value
    }
    fn root(self) -> Self {
        self.sqrt()
    }
    fn plain(self) -> f64 {
        self
    }
    fn through(self, [value, _]: [f64; 2]) -> Self {
        value
    }
}

/// A value and its gradient by the three components of a direction.
#[derive(Clone, Copy)]
pub(crate) struct DualNumber {
    pub value: f64,
    pub gradient: DVec3,
}

impl DualNumber {
    /// The three components of `direction` as independent variables.
    pub fn variables(direction: DVec3) -> [Self; 3] {
        [DVec3::X, DVec3::Y, DVec3::Z].map(|axis| Self {
            value: direction.dot(axis),
            gradient: axis,
        })
    }
}

impl Add for DualNumber {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            gradient: self.gradient + other.gradient,
        }
    }
}

impl Sub for DualNumber {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            value: self.value - other.value,
            gradient: self.gradient - other.gradient,
        }
    }
}

impl Mul for DualNumber {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self {
            value: self.value * other.value,
            gradient: self.gradient * other.value + other.gradient * self.value,
        }
    }
}

impl Div for DualNumber {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Self {
            value,
            gradient: (self.gradient - other.gradient * value) / other.value,
        }
    }
}

impl Scalar for DualNumber {
    fn constant(value: f64) -> Self {
        Self {
            value,
            gradient: DVec3::ZERO,
        }
    }
    fn root(self) -> Self {
        let value = self.value.sqrt();
        Self {
            value,
            gradient: self.gradient / (2.0 * value),
        }
    }
    fn plain(self) -> f64 {
        self.value
    }
    fn through(self, [value, slope]: [f64; 2]) -> Self {
        Self {
            value,
            gradient: self.gradient * slope,
        }
    }
}
