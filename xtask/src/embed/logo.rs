//! The logo as PNG, drawn by code: two halves of a circle, parted cleanly.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// The accent, and the paper on it.
const TEAL: [u32; 3] = [0x0f, 0x5e, 0x5c];
const PAPER: [u32; 3] = [0xf6, 0xf5, 0xf2];

/// Samples a pixel in each direction, for smooth edges.
const FINE: u32 = 4;

/// A square PNG of so many pixels, RGBA.
///
/// # Errors
/// Never: it writes to memory.
pub fn png(size: u32) -> std::io::Result<Vec<u8>> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    for y in 0..size {
        // Each line begins with its filter: none.
        let mut row = vec![0];
        for x in 0..size {
            row.extend(pixel(size, x, y));
        }
        rows.write_all(&row)?;
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [size.to_be_bytes(), size.to_be_bytes()].concat();
    // Eight bits, RGBA, and the only compression, filter and interlace that there are.
    header.extend([8, 6, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &rows.finish()?);
    chunk(&mut png, b"IEND", &[]);
    Ok(png)
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    png.extend(kind);
    png.extend(data);
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    png.extend(sum.sum().to_be_bytes());
}

/// The mean of what is at the pixel's samples.
fn pixel(size: u32, x: u32, y: u32) -> [u8; 4] {
    let side = f64::from(size * FINE);
    let (mut sum, mut solid) = ([0; 3], 0);
    for (dx, dy) in (0..FINE).flat_map(|dx| (0..FINE).map(move |dy| (dx, dy))) {
        let at = |pixel: u32, more: u32| (f64::from(pixel * FINE + more) + 0.5) / side;
        if let Some(colour) = colour(at(x, dx), at(y, dy)) {
            solid += 1;
            for (sum, part) in sum.iter_mut().zip(colour) {
                *sum += part;
            }
        }
    }
    let mean = |sum: u32, of: u32| u8::try_from(sum.checked_div(of).unwrap_or(0)).unwrap_or(u8::MAX);
    let [red, green, blue] = sum.map(|part| mean(part, solid));
    [red, green, blue, mean(solid * 255, FINE * FINE)]
}

/// What is at a place of the unit square; nothing outside its round corners.
fn colour(x: f64, y: f64) -> Option<[u32; 3]> {
    let corner = 0.2;
    let beyond = |at: f64| (corner - at).max(at - (1.0 - corner)).max(0.0);
    if beyond(x).hypot(beyond(y)) > corner {
        return None;
    }
    // The left half stands a little higher, the right one a little lower.
    let left = x + 0.35 * (y - 0.5) < 0.5;
    let (middle_x, middle_y) = if left { (0.465, 0.465) } else { (0.535, 0.535) };
    let radius = (x - middle_x).hypot(y - middle_y);
    let gap = (x + 0.35 * (y - 0.5) - 0.5).abs() < 0.035;
    Some(if !gap && (0.18..0.31).contains(&radius) { PAPER } else { TEAL })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_png_of_the_size_asked_for() {
        let png = png(128).unwrap();
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 0, 128, 0, 0, 0, 128]);
        assert_eq!(png[png.len() - 12..], *b"\0\0\0\0IEND\xae\x42\x60\x82");
    }

    #[test]
    fn corners_are_clear_and_the_halves_apart() {
        assert_eq!(pixel(128, 0, 0)[3], 0);
        assert_eq!(colour(0.5, 0.5), Some(TEAL));
        assert_eq!(colour(0.23, 0.46), Some(PAPER));
        assert_eq!(colour(0.77, 0.54), Some(PAPER));
    }
}
