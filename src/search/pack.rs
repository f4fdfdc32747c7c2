//! The index as one file: every file of tantivy and our own tables, one behind the other, with a checksum over each block of it.
//!
//! One file is opened once and put in place with one rename, so that no process can meet half an index. No flipped byte can be believed, and no byte need be read that nobody asks for: a block is checked when
//! it is first read, and from then on a pack that has a bad one says so. Layout: magic (8 bytes), CRC-32 of the rest of the head (4), length of the head (4), length of the whole (8), number of entries (4);
//! for each entry the length of its name (2), its name, its offset (8) and its length (8); the CRC-32 of each block (4); zeros up to a whole block; the contents, cut into blocks. Numbers are little-endian.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr};
use tantivy::{Directory, HasLen};

const MAGIC: &[u8; 8] = b"LACUNA\x02\n";
/// Bytes before the entries.
const HEAD: usize = 28;
/// The sum stands before what it sums.
const SUMMED_FROM: usize = 12;
/// Bytes of a block: what is read of an index lies in a few hundred bytes here and there.
const BLOCK: usize = 1024;

/// Files in one piece of memory.
#[derive(Clone)]
pub struct Pack {
    held: Arc<Held>,
}

struct Held {
    bytes: OwnedBytes,
    entries: BTreeMap<PathBuf, Range<usize>>,
    /// Where the sums of the blocks begin, and where the first block does.
    sums: usize,
    body: usize,
    /// Which blocks were checked and are sound.
    sound: Vec<AtomicBool>,
    damaged: AtomicBool,
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} files, {} bytes)", self.held.entries.len(), self.held.bytes.len())
    }
}

/// Puts files into one.
pub fn pack(files: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<u8> {
    let name = |path: &Path| path.to_string_lossy().into_owned().into_bytes();
    let contents: Vec<u8> = files.values().map(Vec::as_slice).collect::<Vec<_>>().concat();
    let entries = files.keys().map(|path| 18 + name(path).len()).sum::<usize>();
    let sums: Vec<u8> = contents.chunks(BLOCK).flat_map(|block| crc32fast::hash(block).to_le_bytes()).collect();
    let body = (HEAD + entries + sums.len()).next_multiple_of(BLOCK);
    let mut head = MAGIC.to_vec();
    head.extend([0; 4]);
    head.extend(u32::try_from(body).unwrap_or(u32::MAX).to_le_bytes());
    head.extend(((body + contents.len()) as u64).to_le_bytes());
    head.extend(u32::try_from(files.len()).unwrap_or(u32::MAX).to_le_bytes());
    let mut offset = body;
    for (path, content) in files {
        let name = name(path);
        head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        head.extend(name);
        head.extend((offset as u64).to_le_bytes());
        head.extend((content.len() as u64).to_le_bytes());
        offset += content.len();
    }
    head.extend(sums);
    head.resize(body, 0);
    let sum = crc32fast::hash(&head[SUMMED_FROM..]);
    head[SUMMED_FROM - 4..SUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
    head.extend(contents);
    head
}

/// Reads numbers from the head of a pack.
struct Head<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Head<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    fn half(&mut self) -> Option<usize> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?).into())
    }

    fn word(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.take(8)?.try_into().ok()?)).ok()
    }

    fn entry(&mut self) -> Option<(PathBuf, Range<usize>)> {
        let length = self.half()?;
        let name = std::str::from_utf8(self.take(length)?).ok()?;
        let (offset, size) = (self.long()?, self.long()?);
        Some((PathBuf::from(name), offset..offset.checked_add(size)?))
    }
}

impl Pack {
    /// Opens a pack; `None` when its head is damaged or it has another length than it says.
    pub fn open(bytes: OwnedBytes) -> Option<Self> {
        let mut head = Head { bytes: &bytes, at: 0 };
        if head.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let sum = head.word()?;
        let body = head.word()? as usize;
        if crc32fast::hash(bytes.get(SUMMED_FROM..body)?) != sum || head.long()? != bytes.len() {
            return None;
        }
        let entries: BTreeMap<PathBuf, Range<usize>> =
            (0..head.word()?).map(|_| head.entry()).collect::<Option<_>>()?;
        if entries.values().any(|range| range.start < body || range.end > bytes.len()) {
            return None;
        }
        let blocks = (bytes.len() - body).div_ceil(BLOCK);
        let sums = head.at;
        head.take(blocks.checked_mul(4)?)?;
        let sound = (0..blocks).map(|_| AtomicBool::new(false)).collect();
        let damaged = AtomicBool::new(false);
        Some(Self { held: Arc::new(Held { bytes, entries, sums, body, sound, damaged }) })
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> Option<Part> {
        self.part(Path::new(name))
    }

    /// Whether something was asked for that is damaged. Whoever asked got nothing, and what was made of that is not to be believed.
    pub fn is_damaged(&self) -> bool {
        self.held.damaged.load(Ordering::Relaxed)
    }

    fn part(&self, path: &Path) -> Option<Part> {
        self.held.entries.get(path).map(|range| Part { held: Arc::clone(&self.held), range: range.clone() })
    }

    fn read(&self, path: &Path) -> Result<Part, OpenReadError> {
        self.part(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Held {
    /// Whether every block that has a byte of this range is sound.
    fn is_sound(&self, range: &Range<usize>) -> bool {
        if range.is_empty() {
            return true;
        }
        let block = |at: usize| (at - self.body) / BLOCK;
        let (first, last) = (block(range.start), block(range.end - 1));
        // Most of what is read lies in one block.
        self.is_block_sound(first) && (first + 1..last + 1).all(|number| self.is_block_sound(number))
    }

    fn is_block_sound(&self, number: usize) -> bool {
        let Some(known) = self.sound.get(number) else {
            return false;
        };
        if known.load(Ordering::Relaxed) {
            return true;
        }
        let from = self.body + number * BLOCK;
        let block = self.bytes.get(from..self.bytes.len().min(from + BLOCK)).unwrap_or_default();
        let at = self.sums + 4 * number;
        let sum = self.bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
        let sound = sum == Some(crc32fast::hash(block));
        let mark = if sound { known } else { &self.damaged };
        mark.store(true, Ordering::Relaxed);
        sound
    }
}

/// A file in a pack.
#[derive(Clone)]
pub struct Part {
    held: Arc<Held>,
    range: Range<usize>,
}

impl Part {
    /// Some of its bytes; none where they are damaged or not there.
    pub fn get(&self, range: Range<usize>) -> Option<&[u8]> {
        self.held.bytes.get(self.within(range)?)
    }

    /// The number that stands at a byte of it (u32, little-endian); none where that is damaged or not there.
    pub fn number(&self, at: usize) -> Option<u32> {
        self.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// All of its bytes; none where one is damaged.
    pub fn all(&self) -> Option<OwnedBytes> {
        Some(self.held.bytes.slice(self.within(0..self.len())?))
    }

    /// The range in the pack, when it lies in this part and is sound.
    fn within(&self, range: Range<usize>) -> Option<Range<usize>> {
        let whole = self.range.start.checked_add(range.start)?..self.range.start.checked_add(range.end)?;
        (whole.start <= whole.end && whole.end <= self.range.end && self.held.is_sound(&whole)).then_some(whole)
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({:?})", self.range)
    }
}

impl HasLen for Part {
    fn len(&self) -> usize {
        self.range.len()
    }
}

impl FileHandle for Part {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the packed index is damaged");
        Ok(self.held.bytes.slice(self.within(range).ok_or_else(damaged)?))
    }
}

/// A pack is only read.
fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "a packed index is only read")
}

impl Directory for Pack {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.read(path)?))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.held.entries.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let wrap = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let part = self.read(path)?;
        Ok(part.read_bytes(0..part.len()).map_err(wrap)?.to_vec())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Nothing is ever written, so nobody need wait.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file of these bytes, for the tests of what lies in a pack.
#[cfg(test)]
pub fn part_of(bytes: Vec<u8>) -> Part {
    let packed = pack(&BTreeMap::from([(PathBuf::from("part"), bytes)]));
    Pack::open(OwnedBytes::new(packed)).and_then(|pack| pack.file("part")).expect("a sound pack")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let long = (0..3 * BLOCK).map(|n| (n % 251) as u8).collect();
        pack(&BTreeMap::from([(PathBuf::from("a"), b"one".to_vec()), (PathBuf::from("b/c"), long)]))
    }

    /// Everything in a pack; `None` when it is not opened or something in it is damaged.
    fn read(bytes: Vec<u8>) -> Option<Vec<Vec<u8>>> {
        let pack = Pack::open(OwnedBytes::new(bytes))?;
        let parts: Vec<_> = ["a", "b/c"].iter().map(|name| pack.file(name)?.all()).collect();
        assert_eq!(parts.contains(&None), pack.is_damaged(), "what is damaged is said");
        parts.into_iter().map(|part| part.map(|part| part.to_vec())).collect()
    }

    #[test]
    fn every_flipped_byte_and_every_cut_is_seen() {
        let bytes = sample();
        let whole = read(bytes.clone()).expect("what was packed can be read");
        assert_eq!((whole[0].as_slice(), whole[1].len()), (b"one".as_slice(), 3 * BLOCK));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x20;
            assert!(read(flipped).is_none(), "byte {at} was flipped and believed");
        }
        for at in (0..bytes.len()).step_by(7) {
            assert!(read(bytes[..at].to_vec()).is_none(), "cut at {at} and believed");
        }
    }

    #[test]
    fn what_nobody_reads_is_not_checked() {
        let mut bytes = sample();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let pack = Pack::open(OwnedBytes::new(bytes)).expect("its head is sound");
        let part = pack.file("b/c").expect("it is there");
        assert!(part.get(0..BLOCK).is_some() && !pack.is_damaged());
        assert!(part.get(0..3 * BLOCK).is_none() && pack.is_damaged());
        assert!(
            part.get(0..4 * BLOCK).is_none() && part.get(usize::MAX..usize::MAX).is_none() && pack.file("x").is_none()
        );
    }
}
