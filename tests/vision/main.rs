//! What is seen in a photo: networks, faces, the head's edge, regions, capture, the hairline of a scan.

mod capture;
mod faces;
mod head_edge;
mod joint;
mod nets;
mod patches;
mod poses;
mod regions;
mod scan_hairline;

#[path = "../support/heads.rs"]
mod heads;
#[path = "../support/scan.rs"]
mod scan;
