//! The languages: complete where they must be, drafts where nobody has reviewed them, and safe to show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sutura::domain::audit::{Act, CHANGES};
use sutura::domain::language::SOURCE;
use sutura::domain::refusal::Refusal;
use sutura::domain::role::{Capability, Role};
use sutura::domain::summary::CHECKLIST;
use sutura::domain::{place, questionnaire, taxonomy};
use sutura::text::{CRITICAL, Completeness, IDS, Language, REVIEWED, SOURCES, Texts};

type Messages = BTreeMap<String, BTreeSet<String>>;

/// Message ids of a locale with the variables of each.
fn messages(tag: &str) -> Messages {
    let mut messages = Messages::new();
    for (_, source) in SOURCES.iter().filter(|(known, _)| *known == tag) {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let Some((id, value)) = line.split_once(" = ") else { continue };
            let variables = value.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()).map(str::to_owned);
            assert!(messages.insert(id.to_owned(), variables.collect()).is_none(), "{tag}: {id} stands twice");
        }
    }
    messages
}

/// The languages of `locales/chains.toml` that say they are this far.
fn languages(texts: Completeness) -> Vec<Language> {
    let messages = Texts::load(false).expect("loads");
    messages.languages().filter(|language| language.texts == texts).cloned().collect()
}

/// Complete languages besides the source.
fn translations() -> Vec<Language> {
    languages(Completeness::Complete).into_iter().filter(|language| language.tag != SOURCE).collect()
}

#[test]
fn complete_languages_are_complete_and_no_language_has_more() {
    let french = messages(SOURCE);
    assert_eq!(french.len(), IDS.len());
    let (complete, glossary) = (translations(), languages(Completeness::Glossary));
    assert!(complete.len() >= 2 && glossary.len() >= 2, "the languages were found");
    for language in complete.iter().chain(&glossary) {
        let tag = &language.tag;
        let own = messages(tag);
        for (id, variables) in &own {
            assert_eq!(french.get(id), Some(variables), "{tag}: {id} is unknown or has other variables");
        }
        if language.texts == Completeness::Complete {
            let missing: Vec<_> = french.keys().filter(|id| !own.contains_key(*id)).collect();
            assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        }
    }
}

#[test]
fn every_folder_of_texts_is_a_language_and_every_chain_ends_in_the_source() {
    let texts = Texts::load(false).expect("loads");
    let tags: BTreeSet<&str> = texts.languages().map(|language| language.tag.as_str()).collect();
    assert_eq!(SOURCES.iter().map(|(tag, _)| *tag).collect::<BTreeSet<_>>(), tags);
    for language in texts.languages().filter(|language| language.tag != SOURCE) {
        assert_eq!(language.chain.last().map(String::as_str), Some(SOURCE), "{}", language.tag);
        assert!(language.chain.iter().all(|tag| tags.contains(tag.as_str())), "{}", language.tag);
    }
}

#[test]
fn no_code_names_a_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = Texts::load(false).expect("loads");
    let mut wrong = Vec::new();
    let mut files = Vec::new();
    for folder in ["src", "build", "templates", "web/src"] {
        list_all(&root.join(folder), &mut files);
    }
    // The source language has its name in one place; the eight words are French whatever the page is in.
    let may_name = |path: &Path| path.ends_with("domain/language.rs") || path.ends_with("crypto/words.ts");
    for path in files.iter().filter(|path| !may_name(path.as_path())) {
        let code = fs::read_to_string(path).unwrap_or_default();
        // Data and examples of the unit tests may name one.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let named = texts.languages().filter(|language| code.contains(&format!("\"{}\"", language.tag)));
        wrong.extend(named.map(|language| format!("{} names {}", path.display(), language.tag)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
    for Language { tag, .. } in &languages(Completeness::Glossary) {
        for (_, source) in SOURCES.iter().filter(|(one, _)| one == tag) {
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
    for Language { tag, .. } in &translations() {
        let t = texts.find(tag).expect("offered");
        for id in CRITICAL {
            assert!(!REVIEWED.contains(&(tag.as_str(), *id)), "review marks are added by reviewers");
            assert!(t.get(id).to_string().contains("lang=\"fr\" dir=\"ltr\""), "{tag}: {id} stands alone");
        }
    }
    for Language { tag, chain, .. } in &languages(Completeness::Glossary) {
        let warning = texts.find(tag).expect("offered").get("plain-warning").to_string();
        let source = "lang=\"fr\" dir=\"ltr\">";
        // One that falls back on a draft first shows the draft, and the source behind it.
        let whole = warning.starts_with(&format!("<span {source}"));
        assert!(whole || (*chain != [SOURCE] && warning.contains(source)), "{tag}: {warning}");
    }
}

#[test]
fn every_refusal_says_what_happened_and_what_to_do() {
    let french = messages(SOURCE);
    for refusal in Refusal::ALL {
        let code = refusal.code();
        assert!(french.contains_key(&format!("refusal-{code}")), "{code}");
        assert!(french.contains_key(&format!("refusal-{code}-do")), "{code}");
    }
}

#[test]
fn every_name_that_makes_a_message_id_has_its_message() {
    let french = messages(SOURCE);
    let roles = Role::ALL.iter().map(|role| format!("desk-role-{role}"));
    let acts = Act::ALL.iter().map(|act| format!("desk-act-{act}"));
    let changes = CHANGES.iter().map(|act| format!("desk-since-change-{act}"));
    let checks = CHECKLIST.iter().map(|line| format!("harm-check-{line}"));
    let missing: Vec<_> =
        roles.chain(acts).chain(changes).chain(checks).filter(|id| !french.contains_key(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The desk's table of roles and tabs.
fn table_of_roles() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/desk/roles.ts");
    fs::read_to_string(path).expect("readable")
}

/// The names in a list of `table`, each between quotes.
fn names_in<'a>(table: &'a str, list: &str) -> Vec<&'a str> {
    let items = table.split_once(&format!("const {list} = [")).and_then(|(_, rest)| rest.split(']').next());
    let items = items.unwrap_or_else(|| panic!("roles.ts has no {list}")).split(',').map(str::trim);
    items.filter(|item| item.starts_with('"')).collect()
}

/// Every tab of the desk.
fn tabs() -> Vec<String> {
    let table = table_of_roles();
    let names = [names_in(&table, "CIRCLE_TABS"), names_in(&table, "TABS")].concat();
    names.into_iter().map(|name| name.trim_matches('"').to_owned()).collect()
}

#[test]
fn every_tab_of_the_desk_is_opened_by_a_test() {
    let folder = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")).expect("a folder");
    let files = folder.map(|entry| entry.expect("an entry").path());
    let specs = files.filter(|path| path.to_string_lossy().ends_with(".spec.ts"));
    let specs: String = specs.map(|path| fs::read_to_string(path).expect("readable")).collect();
    let tabs = tabs();
    let closed: Vec<_> = tabs.iter().filter(|tab| !specs.contains(&format!("\"tab-{tab}\""))).collect();
    assert!(tabs.len() >= 6 && closed.is_empty(), "no spec of tests/browser opens {closed:?}");
}

#[test]
fn the_desk_has_a_row_for_every_role_that_agrees_with_the_server() {
    let table = table_of_roles();
    let rows = table.split_once("const ROLES").expect("the table").1;
    let acts = [
        ("\"join-circle\"", Capability::JoinCircle),
        ("\"hold-root-key\"", Capability::HoldRootKey),
        ("\"team\"", Capability::LookAfterPeople),
        ("\"journal\"", Capability::LookAfterPeople),
    ];
    // Everybody has an account; the tabs of a circle come with joining one.
    for tab in names_in(&table, "TABS").into_iter().filter(|tab| *tab != "\"account\"") {
        assert!(acts.iter().any(|(name, _)| *name == tab), "which capability does the tab {tab} need?");
    }
    for role in Role::ALL {
        let begin = format!("\n  {role}: {{");
        let row = rows.split_once(&begin).unwrap_or_else(|| panic!("roles.ts has no row for {role}")).1;
        let row = row.split_once('}').expect("an end").0;
        for (name, capability) in acts {
            let every_tab = row.contains("tabs: TABS") && !name.contains('-');
            assert_eq!(row.contains(name) || every_tab, role.may(capability), "{role}: {name}");
        }
        let documented = include_str!("../../docs/architecture.md").contains(&format!("\n| {role} |"));
        assert!(documented, "docs/architecture.md says nothing of {role}");
        let invites = Role::ALL.iter().any(|other| role.may_invite(*other));
        assert_eq!(!row.contains("invites: []"), invites, "{role}: whom they invite");
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
fn data_labels_are_there_in_every_complete_language() {
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
    let complete = languages(Completeness::Complete);
    let countries = place::places().countries.iter().map(|country| &country.label);
    for label in titles.chain(questions).chain(codes).chain(countries) {
        let languages: BTreeSet<_> = label.languages().collect();
        assert!(complete.iter().all(|language| languages.contains(&language.tag.as_str())), "{label:?}");
    }
}

fn list_all(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            list_all(&path, into);
        } else {
            into.push(path);
        }
    }
}

#[test]
fn no_message_is_dead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "templates", "web/src"] {
        list_all(&root.join(folder), &mut files);
    }
    // The generated list of ids names every message of the scripts: it is no use of them.
    let uses = files.iter().filter(|path| !path.ends_with("page/message-id.ts"));
    let code: String = uses.map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    let tabs: Vec<_> = tabs().iter().map(|tab| format!("desk-{tab}")).collect();
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
        "month-",
        "jsf-name-",
        "desk-act-",
        "desk-since-change-",
        "desk-transcript",
        "desk-translation",
        "desk-role-",
        "desk-two-",
        "desk-referral-",
        "desk-mask-",
        "desk-join-",
        "desk-hidden-",
        "desk-viewer-",
        "desk-invitation-",
        "safety-",
        "digit-",
    ];
    let dead: Vec<_> = IDS
        .iter()
        .map(|(_, id)| *id)
        .filter(|id| !tabs.iter().any(|tab| tab == id))
        .filter(|id| !families.iter().any(|family| id.starts_with(family)))
        .filter(|id| !code.contains(&format!("\"{id}\"")) && !code.contains(&format!("{}(", id.replace('-', "_"))))
        .collect();
    assert!(dead.is_empty(), "{dead:?}");
}
