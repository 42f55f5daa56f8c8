//! The mean head, as `template_design.rs` derives it from anthropometric points. Frozen: sites are grown on it.

/// Highest degree of the mean head's harmonics.
pub(crate) const MEAN_DEGREE: usize = 10;

/// Radius of the mean head: coefficients of the even harmonics, mm, in the order of `harmonics::for_each`.
#[rustfmt::skip]
pub(crate) const MEAN_RADIUS_MM: [f64; 66] = [
    94.6160, -21.9670, 21.7976, -20.5580, 10.7136, -6.7144, 3.7021, -1.8340,
    0.5127, 0.0575, -0.1359, -0.3332, -4.9845, 2.5616, -1.6201, 0.5072,
    0.1392, -0.2468, 0.1425, -0.0686, 0.0273, 12.6480, -1.7223, 0.5111,
    -0.5879, 0.2158, -0.1092, 0.0179, 0.0047, -0.0013, 2.2021, -0.4554,
    0.3500, -0.2146, 0.1183, -0.0497, 0.0143, -0.0017, -0.8612, 0.1706,
    -0.0386, 0.0120, 0.0082, -0.0034, 0.0017, -0.4537, 0.1080, 0.0036,
    -0.0011, 0.0004, -0.0007, -0.4487, 0.0076, 0.0080, -0.0062, 0.0002,
    -0.1440, 0.0143, -0.0006, 0.0012, -0.1326, 0.0056, -0.0026, 0.0071,
    0.0047, -0.0264,
];
