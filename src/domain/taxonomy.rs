//! The taxonomy of `content/taxonomy.json`: ten tiles, sixteen codes, their sub-codes. Codes are stable for ever.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::label::Label;

/// The whole taxonomy.
#[derive(Debug, Serialize, Deserialize)]
pub struct Taxonomy {
    pub version: u32,
    pub tiles: Vec<Tile>,
}

/// One tile of the first screen.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tile {
    pub code: String,
    /// A pictogram of `web/icons.txt`.
    pub icon: String,
    pub label: Label,
    pub codes: Vec<Category>,
}

/// A code such as `SEC1`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Category {
    pub code: String,
    pub label: Label,
    pub sub: Vec<SubCategory>,
}

/// A sub-code such as `SEC1.3`.
#[derive(Debug, Serialize, Deserialize)]
pub struct SubCategory {
    pub code: String,
    pub label: Label,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../content/taxonomy.json")).expect("the built-in taxonomy is valid JSON")
});

/// The built-in taxonomy.
#[must_use]
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

/// Every code that carries a higher risk, and the codes above them: somebody who sees only the upper code cannot tell
/// which sub-code was meant.
pub fn sensitive() -> impl Iterator<Item = &'static str> {
    let codes = TAXONOMY.tiles.iter().flat_map(|tile| &tile.codes);
    codes.flat_map(|code| {
        let subs: Vec<_> = code.sub.iter().filter(|sub| sub.sensitive).map(|sub| sub.code.as_str()).collect();
        let above = (!subs.is_empty()).then_some(code.code.as_str());
        above.into_iter().chain(subs)
    })
}

/// Whether `code` is a code or a sub-code.
#[must_use]
pub fn is_known(code: &str) -> bool {
    label(code).is_some()
}

/// Returns `Some` label when `code` is a code or a sub-code.
#[must_use]
pub fn label(code: &str) -> Option<&'static Label> {
    taxonomy().tiles.iter().flat_map(|tile| &tile.codes).find_map(|category| {
        if category.code == code {
            return Some(&category.label);
        }
        category.sub.iter().find(|sub| sub.code == code).map(|sub| &sub.label)
    })
}

/// The tile that holds a code, if it is the tile's only one.
#[must_use]
pub fn tile_of(code: &str) -> Option<&'static Tile> {
    taxonomy().tiles.iter().find(|tile| matches!(tile.codes.as_slice(), [only] if only.code == code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_ten_tiles_and_sixteen_codes_with_at_most_eight_sub_codes() {
        assert_eq!(taxonomy().tiles.len(), 10);
        let codes: Vec<_> = taxonomy().tiles.iter().flat_map(|tile| &tile.codes).collect();
        assert_eq!(codes.len(), 16);
        assert!(codes.iter().all(|code| code.sub.len() <= 8));
        assert!(is_known("SEC3.1") && is_known("OTH0") && !is_known("SEC3.9"));
    }
}
