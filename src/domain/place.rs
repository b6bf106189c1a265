//! Places of `content/places.json`: country, first-level unit, and for Mali the cercles. Nothing finer exists here.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::label::Label;

#[derive(Debug, Serialize, Deserialize)]
pub struct Places {
    pub version: u32,
    pub countries: Vec<Country>,
}

/// A country by its ISO 3166-1 code.
#[derive(Debug, Serialize, Deserialize)]
pub struct Country {
    pub code: String,
    pub label: Label,
    pub regions: Vec<Region>,
}

/// A first-level unit, by our own stable slug. `formerly` is the name people may still use.
#[derive(Debug, Serialize, Deserialize)]
pub struct Region {
    pub code: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
    #[serde(default)]
    pub cercles: Vec<Cercle>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Cercle {
    pub code: String,
    pub name: String,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../content/places.json")).expect("the built-in places are valid JSON")
});

impl Places {
    /// Whether `code` is one of the countries.
    #[must_use]
    pub fn has_country(&self, code: &str) -> bool {
        self.countries.iter().any(|country| country.code == code)
    }
}

/// The built-in places.
#[must_use]
pub fn places() -> &'static Places {
    &PLACES
}

/// Returns `Some` when `country` has a region with this slug.
#[must_use]
pub fn region(country: &str, region: &str) -> Option<&'static Region> {
    let country = places().countries.iter().find(|known| known.code == country)?;
    country.regions.iter().find(|known| known.code == region)
}

/// Splits the form value `ML.gao` into country and region. Returns `None` when it names no region.
#[must_use]
pub fn parse(value: &str) -> Option<(&'static str, &'static Region)> {
    let (country, slug) = value.split_once('.')?;
    let country = places().countries.iter().find(|known| known.code == country)?;
    country.regions.iter().find(|region| region.code == slug).map(|region| (country.code.as_str(), region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mali_has_nineteen_regions_and_bamako_and_the_neighbours_their_units() {
        let counts: Vec<_> = places().countries.iter().map(|one| (one.code.as_str(), one.regions.len())).collect();
        assert_eq!(counts, [("ML", 20), ("BF", 17), ("MR", 15), ("NE", 8), ("SN", 14)]);
        assert_eq!(parse("ML.gao").map(|(country, region)| (country, region.cercles.len())), Some(("ML", 3)));
        assert!(parse("ML.paris").is_none());
    }
}
