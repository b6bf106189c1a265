//! The engine of questionnaires against the vectors that the browser's engine is held to as well.

use serde_json::{Value, json};
use sutura::domain::invalid::Reason;
use sutura::domain::questionnaire::{Kind, Questionnaire, permanent, survey};

fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Missing => "missing",
        Reason::TooLong => "too-long",
        Reason::TooMany => "too-many",
        Reason::Unknown => "unknown",
        Reason::Malformed => "malformed",
        Reason::OutOfRange => "out-of-range",
        Reason::Backwards => "backwards",
    }
}

#[test]
fn the_vectors_of_questionnaires_hold_here() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/questionnaire.json")).expect("JSON");
    let definition: Questionnaire = serde_json::from_value(vectors["definition"].clone()).expect("a definition");
    definition.check().expect("sound");
    let cases = vectors["cases"].as_array().expect("cases");
    assert!(cases.len() >= 40);
    for case in cases {
        let says = case["says"].as_str().expect("a sentence");
        let fields: Vec<(String, String)> = serde_json::from_value(case["fields"].clone()).expect("fields");
        match definition.validate(&fields) {
            Ok(answers) => {
                assert_eq!(json!(answers), case["answers"], "{says}");
                let asked: Vec<_> = definition.asked(&answers).map(|question| question.id.as_str()).collect();
                assert_eq!(json!(asked), case["asked"], "{says}");
            }
            Err(invalid) => {
                let wrong: Vec<_> = invalid.fields.iter().map(|(field, why)| json!([field, name(*why)])).collect();
                assert_eq!(json!(wrong), case["invalid"], "{says}");
            }
        }
    }
}

/// A kind that one of these files does not know would be asked without controls, or read as nothing.
#[test]
fn every_kind_is_known_wherever_kinds_are_told_apart() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/questionnaire.json")).expect("JSON");
    let vectors: Questionnaire = serde_json::from_value(vectors["definition"].clone()).expect("a definition");
    let template = include_str!("../../templates/part/question.html");
    let browser = include_str!("../../web/src/questionnaire/definition.ts");
    let reader = include_str!("../../web/src/questionnaire/answer.ts");
    let documented = include_str!("../../docs/questionnaires.md");
    let built_in = [permanent(), survey()];
    for kind in Kind::ALL {
        let in_envelope = matches!(kind, Kind::Language | Kind::Files);
        assert!(in_envelope || vectors.of_kind(*kind).is_some(), "the vectors have no {kind}");
        let controls = template.contains(&format!("kind == \"{kind}\""));
        assert!(controls, "templates/part/question.html knows no {kind}");
        assert!(browser.contains(&format!("| \"{kind}\"")), "definition.ts knows no {kind}");
        let has_answer = !matches!(kind, Kind::Info | Kind::Language | Kind::Files | Kind::Consent);
        assert_eq!(reader.contains(&format!("case \"{kind}\":")), has_answer, "answer.ts reads {kind}");
        assert!(documented.contains(&format!("`{kind}`")), "docs/questionnaires.md names no {kind}");
        assert!(built_in.iter().any(|definition| definition.of_kind(*kind).is_some()), "no definition asks {kind}");
    }
}

#[test]
fn every_pictogram_of_the_content_is_in_the_list() {
    let list: Vec<_> = include_str!("../../web/icons.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let definitions = [permanent(), survey()];
    let options = definitions.iter().flat_map(|one| &one.questions).flat_map(|question| &question.options);
    let icons = options.map(|option| option.icon.as_deref().expect("every option has a pictogram"));
    let tiles = sutura::domain::taxonomy::taxonomy().tiles.iter().map(|tile| tile.icon.as_str());
    for icon in icons.chain(tiles) {
        assert!(list.contains(&icon), "{icon} is not in web/icons.txt");
    }
}
