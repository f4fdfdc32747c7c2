//! The index as one file: every file of tantivy and our own tables, one behind the other, with a checksum over all of it.
//!
//! One file is opened once, checked once and put in place with one rename, so that no process can meet half an index, and no flipped byte can be believed: a pack whose checksum
//! does not fit is no pack. Layout: magic (8 bytes), CRC-32 of the rest (4), number of entries (4), then for each entry the length of its name (2), its name, its offset (8)
//! and its length (8), then the contents. Numbers are little-endian.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr};

const MAGIC: &[u8; 8] = b"LACUNA\x01\n";
const HEAD: usize = 16;

/// Files in one piece of memory.
#[derive(Clone)]
pub struct Pack {
    bytes: OwnedBytes,
    entries: Arc<BTreeMap<PathBuf, Range<usize>>>,
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} files, {} bytes)", self.entries.len(), self.bytes.len())
    }
}

/// Puts files into one.
pub fn pack(files: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<u8> {
    let name = |path: &Path| path.to_string_lossy().into_owned().into_bytes();
    let mut offset = HEAD + files.keys().map(|path| 18 + name(path).len()).sum::<usize>();
    let mut head = u32::try_from(files.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    for (path, content) in files {
        let name = name(path);
        head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        head.extend(name);
        head.extend((offset as u64).to_le_bytes());
        head.extend((content.len() as u64).to_le_bytes());
        offset += content.len();
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend([0; 4]);
    bytes.extend(head);
    for content in files.values() {
        bytes.extend(content);
    }
    let sum = crc32fast::hash(&bytes[12..]);
    bytes[8..12].copy_from_slice(&sum.to_le_bytes());
    bytes
}

impl Pack {
    /// Opens a pack; `None` when it is damaged in any byte.
    pub fn open(bytes: OwnedBytes) -> Option<Self> {
        let sum = u32::from_le_bytes(bytes.get(8..12)?.try_into().ok()?);
        if bytes.get(..8)? != MAGIC || crc32fast::hash(bytes.get(12..)?) != sum {
            return None;
        }
        let count = u32::from_le_bytes(bytes.get(12..HEAD)?.try_into().ok()?);
        let mut entries = BTreeMap::new();
        let mut at = HEAD;
        for _ in 0..count {
            let length = usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
            let name = std::str::from_utf8(bytes.get(at + 2..at + 2 + length)?).ok()?;
            at += 2 + length;
            let offset = usize::try_from(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?)).ok()?;
            let size = usize::try_from(u64::from_le_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?;
            at += 16;
            let range = offset..offset.checked_add(size)?;
            bytes.get(range.clone())?;
            entries.insert(PathBuf::from(name), range);
        }
        Some(Self { bytes, entries: Arc::new(entries) })
    }

    /// The content of a file.
    pub fn file(&self, name: &str) -> Option<OwnedBytes> {
        self.entries.get(Path::new(name)).map(|range| self.bytes.slice(range.clone()))
    }

    fn read(&self, path: &Path) -> Result<OwnedBytes, OpenReadError> {
        let missing = || OpenReadError::FileDoesNotExist(path.to_owned());
        self.entries.get(path).map(|range| self.bytes.slice(range.clone())).ok_or_else(missing)
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
        Ok(self.entries.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.read(path)?.to_vec())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_byte_and_every_cut_is_seen() {
        let files = BTreeMap::from([(PathBuf::from("a"), b"one".to_vec()), (PathBuf::from("b/c"), vec![0; 40])]);
        let bytes = pack(&files);
        let whole = Pack::open(OwnedBytes::new(bytes.clone())).expect("what was packed can be opened");
        assert_eq!(whole.file("a").unwrap().as_slice(), b"one");
        assert!(whole.file("x").is_none());
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x20;
            assert!(Pack::open(OwnedBytes::new(flipped)).is_none(), "byte {at} was flipped and believed");
            assert!(Pack::open(OwnedBytes::new(bytes[..at].to_vec())).is_none());
        }
    }
}
