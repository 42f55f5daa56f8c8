//! Values of arguments, read from their text.

use crate::design::stencil::STENCIL_RANGE_MM;
use crate::engine::PixelRect;

/// A list of numbers between commas.
#[derive(Debug, Clone)]
pub(super) struct NumberList(pub Vec<f64>);

/// Numbers between commas.
pub(super) fn numbers(text: &str) -> Result<NumberList, String> {
    text.split(',')
        .map(|part| {
            part.trim()
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
        })
        .collect::<Option<Vec<f64>>>()
        .map(NumberList)
        .ok_or_else(|| "write numbers between commas, without spaces, for example 410,520,690,515".to_owned())
}

/// An angle of a turn.
pub(super) fn turn(text: &str) -> Result<f64, String> {
    degrees(text, [-360.0, 360.0])
}

/// An angle from which the eye looks down.
pub(super) fn tilt(text: &str) -> Result<f64, String> {
    degrees(text, [-30.0, 90.0])
}

/// Width of a stencil on the skin, mm.
pub(super) fn stencil_mm(text: &str) -> Result<f64, String> {
    let [low, high] = STENCIL_RANGE_MM;
    let mm = text.trim().parse::<f64>().ok();
    mm.filter(|mm| (low..=high).contains(mm))
        .ok_or_else(|| format!("write a width from {low} to {high} mm"))
}

fn degrees(text: &str, [low, high]: [f64; 2]) -> Result<f64, String> {
    let angle = text.trim().parse::<f64>().ok();
    angle
        .filter(|angle| (low..=high).contains(angle))
        .ok_or_else(|| format!("write degrees from {low} to {high}"))
}

/// A part of the photo: x, y, width and height, whole pixels.
pub(super) fn crop(text: &str) -> Result<PixelRect, String> {
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|px| *px <= MOST_PX);
    let list: Option<Vec<u32>> = text.split(',').map(number).collect();
    match list.as_deref() {
        Some(&[x, y, width, height]) if width > 0 && height > 0 => Ok(PixelRect { x, y, width, height }),
        _ => Err(format!(
            "write four whole numbers up to {MOST_PX} between commas, x,y,width,height, for example 400,300,1200,900"
        )),
    }
}

/// Longest side of a photo that is opened, px.
const MOST_PX: u32 = 65_535;

/// Which photos of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhotoChoice {
    /// The one of that number, from 1.
    Number(u32),
    /// All that are fitted.
    All,
}

/// A photo's number from 1, or all.
pub(super) fn photo_choice(text: &str) -> Result<PhotoChoice, String> {
    let number = || text.parse::<u32>().ok().filter(|number| *number > 0);
    match text {
        "all" => Ok(PhotoChoice::All),
        _ => number()
            .map(PhotoChoice::Number)
            .ok_or_else(|| "write a number from 1, or all".to_owned()),
    }
}
