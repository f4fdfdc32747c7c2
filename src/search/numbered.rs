//! Entries by their number, read where they lie.

use tantivy::HasLen;

use super::pack::Part;

/// The table as bytes: how many entries (u32, little-endian as all numbers here), the end of each in what follows, the entries.
pub fn bytes(entries: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let (mut ends, mut all) = (Vec::new(), Vec::new());
    for entry in entries {
        all.extend(entry);
        ends.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
    }
    let mut bytes = u32::try_from(ends.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    bytes.extend(ends.into_iter().flat_map(u32::to_le_bytes));
    bytes.extend(all);
    bytes
}

/// The table as it lies in the index.
#[derive(Clone, Debug)]
pub struct Numbered {
    bytes: Part,
}

impl Numbered {
    /// Takes the bytes as [`bytes`] made them. What is damaged in them reads as no entry, and its pack says so.
    pub fn new(bytes: Part) -> Self {
        Self { bytes }
    }

    /// The entry with a number.
    pub fn entry(&self, number: u32) -> Option<&[u8]> {
        let number = number as usize;
        let number_at = |at| self.bytes.number(at).map(|number| number as usize);
        let count = number_at(0)?;
        if number >= count {
            return None;
        }
        let base = 4 + 4 * count;
        let from = if number == 0 { 0 } else { number_at(4 * number)? };
        let to = number_at(4 + 4 * number)?;
        (base + to <= self.bytes.len()).then(|| self.bytes.get(base + from..base + to)).flatten()
    }
}
