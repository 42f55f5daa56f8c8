//! Awkward and hostile picture files, made from any RGB picture: turned, profiled, deep, cut, swollen, damaged.
//! Everything is deterministic.

#[path = "hostile_parts.rs"]
mod parts;

use std::io::Cursor;

use parts::{Random, bombs};
pub use parts::{orientation_exif, p3};

/// An upright RGB picture to make files from.
pub struct Source {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// One made file and what must become of it.
pub struct Case {
    pub name: String,
    pub bytes: Vec<u8>,
    pub wanted: Wanted,
}

/// What opening a made file must give.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Wanted {
    /// Opens, and every colour is within this many codes of the source on average.
    SameWithin(f64),
    /// Opens.
    Opens,
    /// A sentence, no picture.
    Refused,
}

impl Source {
    /// A lopsided gradient with texture: no two orientations look alike.
    pub fn synthetic(width: u32, height: u32) -> Self {
        let mut rgb = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                let texture = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 3 & 15;
                let corner = if x < width / 4 && y < height / 3 { 60 } else { 0 };
                rgb.push((40 + x * 120 / width + corner + texture) as u8);
                rgb.push((60 + y * 130 / height + texture) as u8);
                rgb.push((90 + (x + y) * 60 / (width + height) + texture) as u8);
            }
        }
        Self { width, height, rgb }
    }

    /// All made files but the mutants.
    pub fn cases(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        self.turned(&mut cases);
        self.profiled(&mut cases);
        self.kinds(&mut cases);
        self.cut(&mut cases);
        self.false_endings(&mut cases);
        bombs(self, &mut cases);
        cases
    }

    /// Small files with a few bytes changed; any outcome but a panic is right.
    pub fn mutants(&self, count: u32) -> Vec<Vec<u8>> {
        let small = Self::synthetic(48, 32);
        let bases = [
            small.jpeg(None, None, false),
            small.jpeg(Some(6), Some(&p3()), true),
            small.png(Some(&p3()), false),
            small.png(None, true),
            small.with_image(image::ImageFormat::WebP),
            small.with_image(image::ImageFormat::Tiff),
            small.with_image(image::ImageFormat::Bmp),
            small.with_image(image::ImageFormat::Gif),
            small.cmyk_jpeg(),
        ];
        let mut random = Random(0x5eed_1234_abcd_0001);
        (0..count)
            .map(|i| {
                let mut bytes = bases[i as usize % bases.len()].clone();
                for _ in 0..1 + random.below(6) {
                    // Headers are where the interesting mistakes are: half of the changes go there.
                    let reach = if random.below(2) == 0 {
                        bytes.len().min(200)
                    } else {
                        bytes.len()
                    };
                    let at = random.below(reach as u64) as usize;
                    bytes[at] = [0, 0xff, 0x7f, 0x80, random.below(256) as u8][random.below(5) as usize];
                }
                bytes
            })
            .collect()
    }

    fn turned(&self, cases: &mut Vec<Case>) {
        for orientation in 0..=9_u16 {
            let stored = self.stored_for(orientation);
            let bytes = stored.jpeg(Some(orientation), None, false);
            cases.push(Case {
                name: format!("orientation {orientation}"),
                bytes,
                wanted: Wanted::SameWithin(4.0),
            });
        }
    }

    /// The pixels as a camera held that way would store them.
    fn stored_for(&self, orientation: u16) -> Self {
        let (w, h) = (self.width, self.height);
        let (stored_w, stored_h) = if (5..=8).contains(&orientation) {
            (h, w)
        } else {
            (w, h)
        };
        let mut rgb = vec![0; self.rgb.len()];
        for y in 0..stored_h {
            for x in 0..stored_w {
                // Where the stored pixel stands upright (Exif 2.32, tag 0x0112).
                let (up_x, up_y) = match orientation {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (w - 1 - y, x),
                    7 => (w - 1 - y, h - 1 - x),
                    8 => (y, h - 1 - x),
                    _ => (x, y),
                };
                let (to, from) = (
                    ((y * stored_w + x) * 3) as usize,
                    ((up_y * w + up_x) * 3) as usize,
                );
                rgb[to..to + 3].copy_from_slice(&self.rgb[from..from + 3]);
            }
        }
        Self {
            width: stored_w,
            height: stored_h,
            rgb,
        }
    }

    fn profiled(&self, cases: &mut Vec<Case>) {
        let mut add = |name: &str, bytes| {
            cases.push(Case {
                name: name.into(),
                bytes,
                wanted: Wanted::SameWithin(4.0),
            });
        };
        add("display p3 jpeg", self.jpeg(None, Some(&p3()), false));
        add("display p3 png", self.png(Some(&p3()), false));
        add("progressive jpeg", self.jpeg(None, None, true));
        add("unreadable profile", self.jpeg(None, Some(&[7; 300]), false));
        let grey_icc = moxcms::ColorProfile::new_gray_with_gamma(2.2)
            .encode()
            .expect("a grey profile");
        let grey: Vec<u8> = self.rgb.chunks(3).map(|pixel| pixel[1]).collect();
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.add_icc_profile(&grey_icc).expect("fits");
        encoder
            .encode(
                &grey,
                self.width as u16,
                self.height as u16,
                jpeg_encoder::ColorType::Luma,
            )
            .expect("encodes");
        cases.push(Case {
            name: "grey profile".into(),
            bytes,
            wanted: Wanted::Opens,
        });
    }

    fn kinds(&self, cases: &mut Vec<Case>) {
        let mut add = |name: &str, bytes, wanted| {
            cases.push(Case {
                name: name.into(),
                bytes,
                wanted,
            })
        };
        add("16-bit png", self.png(None, true), Wanted::SameWithin(0.6));
        add("8-bit png", self.png(None, false), Wanted::SameWithin(0.0));
        add("cmyk jpeg", self.cmyk_jpeg(), Wanted::SameWithin(4.0));
        add("palette png", self.palette_png(), Wanted::Opens);
        add(
            "webp",
            self.with_image(image::ImageFormat::WebP),
            Wanted::SameWithin(0.0),
        );
        add(
            "tiff",
            self.with_image(image::ImageFormat::Tiff),
            Wanted::SameWithin(0.0),
        );
        add(
            "bmp",
            self.with_image(image::ImageFormat::Bmp),
            Wanted::SameWithin(0.0),
        );
        add("gif", self.with_image(image::ImageFormat::Gif), Wanted::Opens);
        add(
            "junk in front",
            [b"GARBAGE!".repeat(9), self.jpeg(None, None, false)].concat(),
            Wanted::SameWithin(4.0),
        );
        add(
            "junk behind",
            [self.jpeg(None, None, false), vec![0x5a; 5000]].concat(),
            Wanted::SameWithin(4.0),
        );
        let two = [self.jpeg(None, None, false), self.jpeg(Some(3), None, false)].concat();
        add("two pictures", two, Wanted::SameWithin(4.0));
    }

    fn cut(&self, cases: &mut Vec<Case>) {
        let whole = [
            ("jpeg", self.jpeg(None, None, false)),
            ("progressive jpeg", self.jpeg(None, None, true)),
            ("png", self.png(None, false)),
            ("16-bit png", self.png(None, true)),
            ("webp", self.with_image(image::ImageFormat::WebP)),
            ("tiff", self.with_image(image::ImageFormat::Tiff)),
            ("bmp", self.with_image(image::ImageFormat::Bmp)),
            ("gif", self.with_image(image::ImageFormat::Gif)),
            ("cmyk jpeg", self.cmyk_jpeg()),
        ];
        for (name, bytes) in whole {
            for percent in [1, 10, 50, 90, 99] {
                let bytes = bytes[..bytes.len() * percent / 100].to_vec();
                cases.push(Case {
                    name: format!("{name} cut at {percent} %"),
                    bytes,
                    wanted: Wanted::Refused,
                });
            }
        }
        cases.push(Case {
            name: "no bytes".into(),
            bytes: Vec::new(),
            wanted: Wanted::Refused,
        });
        let mut random = Random(99);
        let noise = (0..5000).map(|_| random.below(256) as u8).collect();
        cases.push(Case {
            name: "random bytes".into(),
            bytes: noise,
            wanted: Wanted::Refused,
        });
    }

    /// Pictures that claim to be complete half way.
    fn false_endings(&self, cases: &mut Vec<Case>) {
        for progressive in [false, true] {
            let jpeg = self.jpeg(None, None, progressive);
            let bytes = [&jpeg[..jpeg.len() / 2], &[0xff, 0xd9]].concat();
            cases.push(Case {
                name: format!("false end, progressive {progressive}"),
                bytes,
                wanted: Wanted::Refused,
            });
        }
        let png = self.png(None, false);
        let bytes = [&png[..png.len() / 2], &png[png.len() - 12..]].concat();
        cases.push(Case {
            name: "false end, png".into(),
            bytes,
            wanted: Wanted::Refused,
        });
        let jpeg = self.jpeg(None, None, false);
        let bytes = jpeg[..jpeg.len() - 2].to_vec();
        cases.push(Case {
            name: "only the end marker missing".into(),
            bytes,
            wanted: Wanted::SameWithin(4.0),
        });
    }

    pub fn jpeg(&self, orientation: Option<u16>, icc: Option<&[u8]>, progressive: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
        encoder.set_progressive(progressive);
        if let Some(orientation) = orientation {
            encoder
                .add_exif_metadata(&orientation_exif(orientation))
                .expect("fits");
        }
        if let Some(icc) = icc {
            encoder.add_icc_profile(icc).expect("fits");
        }
        encoder
            .encode(
                &self.rgb,
                self.width as u16,
                self.height as u16,
                jpeg_encoder::ColorType::Rgb,
            )
            .expect("encodes");
        bytes
    }

    /// Adobe's way (inverted inks), black in all pixels zero.
    fn cmyk_jpeg(&self) -> Vec<u8> {
        let inks: Vec<u8> = self
            .rgb
            .chunks(3)
            .flat_map(|p| [255 - p[0], 255 - p[1], 255 - p[2], 0])
            .collect();
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
        encoder
            .encode(
                &inks,
                self.width as u16,
                self.height as u16,
                jpeg_encoder::ColorType::Cmyk,
            )
            .expect("encodes");
        bytes
    }

    fn png(&self, icc: Option<&[u8]>, sixteen: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut info = png::Info::with_size(self.width, self.height);
        info.color_type = png::ColorType::Rgb;
        info.bit_depth = if sixteen {
            png::BitDepth::Sixteen
        } else {
            png::BitDepth::Eight
        };
        info.icc_profile = icc.map(Into::into);
        let mut writer = png::Encoder::with_info(&mut bytes, info)
            .expect("valid")
            .write_header()
            .expect("writes");
        let wide: Vec<u8> = self.rgb.iter().flat_map(|&code| [code, code]).collect();
        writer
            .write_image_data(if sixteen { &wide } else { &self.rgb })
            .expect("writes");
        writer.finish().expect("writes");
        bytes
    }

    fn palette_png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(
            (0..=255_u8)
                .flat_map(|i| [i, i / 2, 255 - i])
                .collect::<Vec<u8>>(),
        );
        let indices: Vec<u8> = self.rgb.chunks(3).map(|pixel| pixel[0]).collect();
        encoder
            .write_header()
            .expect("writes")
            .write_image_data(&indices)
            .expect("writes");
        bytes
    }

    fn with_image(&self, format: image::ImageFormat) -> Vec<u8> {
        let picture =
            image::RgbImage::from_raw(self.width, self.height, self.rgb.clone()).expect("sizes agree");
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("encodes");
        file.into_inner()
    }
}
