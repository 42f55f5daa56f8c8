//! What can go wrong in this room.

/// Why a view could not be solved.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HeadError {
    /// A photo without pixels.
    #[error("the photo has no pixels: give another one")]
    EmptyPhoto,
    /// A point that is not a number or lies far outside.
    #[error("the point {x}, {y} lies far outside the photo: give pixels of the upright photo")]
    PointOutside {
        /// Its column.
        x: f64,
        /// Its row.
        y: f64,
    },
    /// A number that must be above zero.
    #[error("the {name} is {value}: it must be above zero")]
    NotPositive {
        /// What it is.
        name: &'static str,
        /// What it was.
        value: f64,
    },
    /// A number that is none.
    #[error("the {name} is {value}: give an ordinary number")]
    NotANumber {
        /// What it is.
        name: &'static str,
        /// What it was.
        value: f64,
    },
    /// Two eyes on one spot.
    #[error("the eyes lie less than 3 pixels apart: give both pupils, the one at the picture's left first")]
    EyesTooClose,
    /// A turn at which both eyes can't be seen.
    #[error("at a yaw of {yaw_deg}° the camera can't see both eyes: give --view left, right or back instead")]
    EyesHidden {
        /// The yaw given, degrees.
        yaw_deg: f64,
    },
    /// A close-up without its scale.
    #[error("a close-up needs its scale: give --mm-per-px")]
    NoScale,
    /// A close-up without its place.
    #[error("a close-up needs its place on the head: give --at")]
    NoPlace,
    /// An outline point too far from the head's edge.
    #[error(
        "outline point {number} lies {move_percent:.0} % of the head's breadth from the head's edge (at most 15 %): \
         check that point, eyes and chin, and for a turned head --yaw"
    )]
    OutlineTooFar {
        /// Its place in the list, from 1.
        number: usize,
        /// How far it would move the edge, % of breadth.
        move_percent: f64,
    },
}
