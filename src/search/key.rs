//! The key of an index: a digest of everything it is made from. Shared with `build.rs`, which takes the digest of the embedded corpus and of the code, so that no run has to.

/// A 128-bit FNV-1a digest. It tells versions apart; it is no defence against someone who wants two corpora to look alike.
#[derive(Clone, Copy, Debug)]
pub struct Digest(u128);

impl Digest {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in bytes, and how many they were: two texts never run together.
    pub fn take(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    /// As 32 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }
}
