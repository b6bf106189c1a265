//! Recorded prompts: a voice that speaks a text of the interface or of a questionnaire, for those who do not read.
//!
//! A recording belongs to the words it speaks: it is found by language and by the hash of the words on the screen. When
//! the words change, the recording is no longer offered until it is made again. A language that has no text of its own
//! may have a recording of what the French text says. Recordings come with the program (`locales/audio`); those of
//! `audio/` in the data folder (`sutura audio add`) take precedence.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

struct BuiltIn {
    tag: &'static str,
    name: &'static str,
    words: &'static str,
    voice: &'static str,
    bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/audio.rs"));

const INDEX: &str = "index.tsv";

/// Who speaks. Pages mark a synthetic voice as such wherever it can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Person,
    Synthetic,
}

impl Voice {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Synthetic => "synthetic",
        }
    }

    fn parse(text: &str) -> Self {
        if text == "synthetic" { Self::Synthetic } else { Self::Person }
    }
}

enum Content {
    BuiltIn(&'static [u8]),
    File(PathBuf),
}

/// One recording.
pub struct Prompt {
    pub tag: String,
    /// As in `index.tsv`: the message's id, or the place of a label in its definition.
    pub name: String,
    pub voice: Voice,
    /// The hash of its bytes, in its address.
    pub file: String,
    content: Content,
}

impl Prompt {
    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/audio/{}/{}", self.tag, self.file)
    }

    /// Its bytes: Ogg Opus (RFC 7845).
    ///
    /// # Errors
    /// When a file of the data folder cannot be read.
    pub fn bytes(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::BuiltIn(bytes) => Ok(Bytes::from_static(bytes)),
            Content::File(path) => fs::read(path).map(Bytes::from),
        }
    }
}

/// All recordings of this instance, by language and words.
#[derive(Default)]
pub struct Prompts(HashMap<(String, String), Prompt>);

impl Prompts {
    /// The built-in recordings, replaced by those of `audio/` in the data folder.
    ///
    /// # Errors
    /// Which file of the data folder cannot be read.
    pub fn load(data: &Path) -> Result<Self, String> {
        let mut prompts = Self::default();
        for BuiltIn { tag, name, words, voice, bytes } in BUILT_IN {
            prompts.insert(tag, name, words, voice, bytes, Content::BuiltIn(bytes));
        }
        let folder = data.join("audio");
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let tag = entry.file_name().to_string_lossy().into_owned();
            let index = fs::read_to_string(entry.path().join(INDEX)).unwrap_or_default();
            for line in index.lines() {
                let parts: Vec<_> = line.split('\t').collect();
                let [name, words, voice] = parts[..] else { return Err(format!("{tag}/{INDEX}: {line}")) };
                let path = entry.path().join(format!("{name}.opus"));
                let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                prompts.insert(&tag, name, words, voice, &bytes, Content::File(path));
            }
        }
        Ok(prompts)
    }

    fn insert(&mut self, tag: &str, name: &str, words: &str, voice: &str, bytes: &[u8], content: Content) {
        let file = format!("{}.opus", short_hash(bytes));
        let prompt = Prompt { tag: tag.to_owned(), name: name.to_owned(), voice: Voice::parse(voice), file, content };
        self.0.insert((tag.to_owned(), words.to_owned()), prompt);
    }

    /// Returns `Some` recording of these words, in the reader's language or else in the language they are in.
    #[must_use]
    pub fn find(&self, reader: &str, written: &str, words: &str) -> Option<&Prompt> {
        let hash = words_hash(words);
        [reader, written].into_iter().find_map(|tag| self.0.get(&(tag.to_owned(), hash.clone())))
    }

    /// Returns `Some` recording at an address.
    #[must_use]
    pub fn at(&self, tag: &str, file: &str) -> Option<&Prompt> {
        self.0.values().find(|prompt| prompt.tag == tag && prompt.file == file)
    }
}

/// Writes a recording into the data folder and its index; one of the same name is replaced. Refuses bytes that are not
/// Ogg Opus.
///
/// # Errors
/// The sentence for the operator.
pub fn add(data: &Path, tag: &str, name: &str, words: &str, voice: Voice, bytes: &[u8]) -> Result<(), String> {
    // RFC 7845: the first page of an Ogg Opus file carries "OpusHead" at byte 28.
    if !bytes.starts_with(b"OggS") || bytes.get(28..36) != Some(b"OpusHead") {
        return Err("the file is not Ogg Opus (RFC 7845): opusenc or ffmpeg make it".to_owned());
    }
    let folder = data.join("audio").join(tag);
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join(format!("{name}.opus")), bytes).map_err(failed)?;
    let index = fs::read_to_string(folder.join(INDEX)).unwrap_or_default();
    let others = index.lines().filter(|line| line.split('\t').next() != Some(name)).map(str::to_owned);
    let line = format!("{name}\t{}\t{}", words_hash(words), voice.as_str());
    let mut lines: Vec<_> = others.chain([line]).collect();
    lines.sort();
    fs::write(folder.join(INDEX), lines.join("\n") + "\n").map_err(failed)
}

/// 16 hex digits of the SHA-256 of the words.
#[must_use]
pub fn words_hash(words: &str) -> String {
    short_hash(words.trim().as_bytes())
}

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
