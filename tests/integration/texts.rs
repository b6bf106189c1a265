//! The languages: complete where they must be, drafts where nobody has reviewed them, and safe to show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sutura::domain::refusal::Refusal;
use sutura::domain::{place, questionnaire, taxonomy};
use sutura::text::{CRITICAL, IDS, REVIEWED, SOURCES, Texts};

type Messages = BTreeMap<String, BTreeSet<String>>;

/// Message ids of a locale with the variables of each.
fn messages(tag: &str) -> Messages {
    let mut all = Messages::new();
    for (_, source) in SOURCES.iter().filter(|(one, _)| *one == tag) {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let Some((id, value)) = line.split_once(" = ") else { continue };
            let variables = value.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()).map(str::to_owned);
            assert!(all.insert(id.to_owned(), variables.collect()).is_none(), "{tag}: {id} stands twice");
        }
    }
    all
}

#[test]
fn french_english_and_arabic_are_complete_and_no_language_has_more() {
    let french = messages("fr");
    assert_eq!(french.len(), IDS.len());
    for tag in ["en", "ar", "bm", "ff"] {
        let own = messages(tag);
        for (id, variables) in &own {
            assert_eq!(french.get(id), Some(variables), "{tag}: {id} is unknown or has other variables");
        }
        if tag == "en" || tag == "ar" {
            let missing: Vec<_> = french.keys().filter(|id| !own.contains_key(*id)).collect();
            assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        }
    }
}

#[test]
fn texts_hold_no_markup_addresses_or_direction_overrides() {
    for (tag, source) in SOURCES {
        for letter in ['<', '>', '\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{200e}', '\u{200f}', '\t'] {
            assert!(!source.contains(letter), "{tag} holds {letter:?}");
        }
        assert!(!source.contains("http"), "{tag} holds an address");
        use unicode_normalization::UnicodeNormalization as _;
        assert_eq!(source.nfc().collect::<String>(), *source, "{tag} is not NFC");
    }
}

#[test]
fn local_languages_hold_glossary_words_only() {
    for tag in ["bm", "ff"] {
        for (_, source) in SOURCES.iter().filter(|(one, _)| *one == tag) {
            for line in source.lines().filter(|line| line.contains(" = ")) {
                let value = line.split_once(" = ").expect("a message").1;
                assert!(value.split(' ').count() <= 3, "{tag}: a sentence nobody has checked: {value}");
            }
        }
    }
}

#[test]
fn an_unreviewed_safety_message_is_never_alone() {
    let texts = Texts::load(false).expect("loads");
    assert!(CRITICAL.len() >= 12, "critical messages are marked");
    for tag in ["ar", "en"] {
        let t = texts.find(tag).expect("offered");
        for id in CRITICAL {
            assert!(!REVIEWED.contains(&(tag, *id)), "review marks are added by reviewers");
            assert!(t.get(id).to_string().contains("lang=\"fr\""), "{tag}: {id} stands alone");
        }
    }
    let bambara = texts.find("bm").expect("offered");
    assert!(bambara.get("plain-warning").to_string().starts_with("<span lang=\"fr\" dir=\"ltr\">"));
}

#[test]
fn every_refusal_says_what_happened_and_what_to_do() {
    let french = messages("fr");
    for refusal in Refusal::ALL {
        let code = refusal.code();
        assert!(french.contains_key(&format!("refusal-{code}")), "{code}");
        assert!(french.contains_key(&format!("refusal-{code}-do")), "{code}");
    }
}

#[test]
fn the_words_before_the_form_are_at_most_eighty() {
    let t = Texts::load(false).expect("loads");
    let t = t.source();
    let texts = [t.before_who("Association Fasokan").plain(), t.before_who_not().plain(), t.before_limits().plain()];
    assert!(texts.join(" ").split_whitespace().count() <= 80);
}

#[test]
fn data_labels_are_there_in_french_english_and_arabic() {
    let definitions = [questionnaire::permanent(), questionnaire::survey()];
    let titles = definitions.iter().flat_map(|one| [&one.title, &one.summary]);
    let questions = definitions.iter().flat_map(|one| &one.questions).flat_map(|one| {
        std::iter::once(&one.label).chain(&one.hint).chain(one.options.iter().map(|option| &option.label))
    });
    let codes = taxonomy::taxonomy().tiles.iter().flat_map(|tile| {
        let codes = tile
            .codes
            .iter()
            .flat_map(|code| std::iter::once(&code.label).chain(code.sub.iter().map(|sub| &sub.label)));
        std::iter::once(&tile.label).chain(codes)
    });
    let countries = place::places().countries.iter().map(|country| &country.label);
    for label in titles.chain(questions).chain(codes).chain(countries) {
        let languages: Vec<_> = label.languages().collect();
        assert!(["fr", "en", "ar"].iter().all(|tag| languages.contains(tag)), "{label:?}");
    }
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, into);
        } else {
            into.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn no_message_is_dead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "templates", "web/src"] {
        read_all(&root.join(folder), &mut code);
    }
    // Families whose ids are made at run time.
    let families = [
        "refusal-",
        "invalid-",
        "verification-",
        "inbox-status-",
        "harm-check-",
        "desk-status-",
        "desk-severity-",
        "desk-from-",
        "desk-cases",
        "month-",
        "jsf-name-",
        "desk-summaries",
        "desk-circle",
        "desk-account",
        "desk-act-",
        "desk-transcript",
        "desk-translation",
        "desk-role-",
        "desk-referral-",
        "desk-mask-",
        "desk-join-",
        "desk-hidden-",
        "desk-viewer-",
        "desk-invitation-",
        "desk-team",
        "safety-",
        "digit-",
    ];
    let dead: Vec<_> = IDS
        .iter()
        .map(|(_, id)| *id)
        .filter(|id| !families.iter().any(|family| id.starts_with(family)))
        .filter(|id| !code.contains(&format!("\"{id}\"")) && !code.contains(&format!("{}(", id.replace('-', "_"))))
        .collect();
    assert!(dead.is_empty(), "{dead:?}");
}
