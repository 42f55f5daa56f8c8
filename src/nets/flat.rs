//! FlatBuffers, read by hand: tables, vectors and scalars at offsets, every one checked against the file's end.
//!
//! Layout: <https://flatbuffers.dev/internals/> (little-endian; a table begins with the signed distance back to its vtable,
//! which lists for each field its distance from the table's beginning, 0 where it is left out).

use super::NetError;

/// A table at a place of the file.
#[derive(Clone, Copy)]
pub(super) struct FlatTable<'a> {
    bytes: &'a [u8],
    start: usize,
}

fn broken(what: &'static str) -> NetError {
    NetError::Broken { what }
}

fn chunk<const N: usize>(bytes: &[u8], at: usize, what: &'static str) -> Result<[u8; N], NetError> {
    let end = at.checked_add(N).ok_or(broken(what))?;
    bytes
        .get(at..end)
        .and_then(|part| part.try_into().ok())
        .ok_or(broken(what))
}

fn word(bytes: &[u8], at: usize, what: &'static str) -> Result<usize, NetError> {
    Ok(u32::from_le_bytes(chunk(bytes, at, what)?) as usize)
}

/// A place that is written as the distance from where it is written.
fn target(bytes: &[u8], at: usize, what: &'static str) -> Result<usize, NetError> {
    at.checked_add(word(bytes, at, what)?).ok_or(broken(what))
}

impl<'a> FlatTable<'a> {
    /// The table that a file begins with.
    pub(super) fn root(bytes: &'a [u8]) -> Result<Self, NetError> {
        let start = target(bytes, 0, "the model")?;
        Ok(FlatTable { bytes, start })
    }

    /// Where a field stands; `None` where it is left out.
    fn place(&self, field: usize, what: &'static str) -> Result<Option<usize>, NetError> {
        let back = i32::from_le_bytes(chunk(self.bytes, self.start, what)?);
        let vtable = i64::try_from(self.start).map_err(|_| broken(what))? - i64::from(back);
        let vtable = usize::try_from(vtable).map_err(|_| broken(what))?;
        let size = usize::from(u16::from_le_bytes(chunk(self.bytes, vtable, what)?));
        let entry = 4 + 2 * field;
        if entry + 2 > size {
            return Ok(None);
        }
        let at = vtable.checked_add(entry).ok_or(broken(what))?;
        let offset = usize::from(u16::from_le_bytes(chunk(self.bytes, at, what)?));
        Ok((offset > 0).then_some(self.start + offset))
    }

    /// A byte, or the value that is meant where it is left out.
    pub(super) fn byte(&self, field: usize, default: u8, what: &'static str) -> Result<u8, NetError> {
        let place = self.place(field, what)?;
        place.map_or(Ok(default), |at| Ok(chunk::<1>(self.bytes, at, what)?[0]))
    }

    /// A 32-bit number, or the value that is meant where it is left out.
    pub(super) fn number(&self, field: usize, default: i32, what: &'static str) -> Result<i32, NetError> {
        let place = self.place(field, what)?;
        place.map_or(Ok(default), |at| {
            Ok(i32::from_le_bytes(chunk(self.bytes, at, what)?))
        })
    }

    /// A 32-bit number that may not be negative.
    pub(super) fn size(&self, field: usize, default: i32, what: &'static str) -> Result<usize, NetError> {
        usize::try_from(self.number(field, default, what)?).map_err(|_| broken(what))
    }

    /// A table that a field points to.
    pub(super) fn table(&self, field: usize, what: &'static str) -> Result<Option<FlatTable<'a>>, NetError> {
        let Some(at) = self.place(field, what)? else {
            return Ok(None);
        };
        let start = target(self.bytes, at, what)?;
        Ok(Some(FlatTable {
            bytes: self.bytes,
            start,
        }))
    }

    /// The bytes of a vector whose elements take `size` bytes; none where it is left out.
    pub(super) fn bytes(&self, field: usize, size: usize, what: &'static str) -> Result<&'a [u8], NetError> {
        let Some(at) = self.place(field, what)? else {
            return Ok(&[]);
        };
        let start = target(self.bytes, at, what)?;
        let length = word(self.bytes, start, what)?.checked_mul(size);
        let end = length.and_then(|length| length.checked_add(start)?.checked_add(4));
        end.and_then(|end| self.bytes.get(start + 4..end))
            .ok_or(broken(what))
    }

    /// A vector of 32-bit numbers.
    pub(super) fn numbers(&self, field: usize, what: &'static str) -> Result<Vec<i32>, NetError> {
        let bytes = self.bytes(field, 4, what)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|c| i32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect())
    }

    /// A vector of tables.
    pub(super) fn tables(&self, field: usize, what: &'static str) -> Result<Vec<FlatTable<'a>>, NetError> {
        let Some(at) = self.place(field, what)? else {
            return Ok(Vec::new());
        };
        let start = target(self.bytes, at, what)?;
        // So that a wrong length fails before memory is taken.
        self.bytes(field, 4, what)?;
        (0..word(self.bytes, start, what)?)
            .map(|index| {
                let start = target(self.bytes, start + 4 + 4 * index, what)?;
                Ok(FlatTable {
                    bytes: self.bytes,
                    start,
                })
            })
            .collect()
    }
}
