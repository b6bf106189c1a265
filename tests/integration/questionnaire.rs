//! The engine of questionnaires against the vectors that the browser's engine is held to as well.

use serde_json::{Value, json};
use sutura::domain::invalid::Reason;
use sutura::domain::questionnaire::Questionnaire;

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
    let all: Value = serde_json::from_str(include_str!("../vectors/questionnaire.json")).expect("JSON");
    let definition: Questionnaire = serde_json::from_value(all["definition"].clone()).expect("a definition");
    definition.check().expect("sound");
    let cases = all["cases"].as_array().expect("cases");
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

#[test]
fn every_pictogram_of_the_content_is_in_the_list() {
    let list: Vec<_> = include_str!("../../web/icons.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let definitions = [sutura::domain::questionnaire::permanent(), sutura::domain::questionnaire::survey()];
    let options = definitions.iter().flat_map(|one| &one.questions).flat_map(|question| &question.options);
    let icons = options.map(|option| option.icon.as_deref().expect("every option has a pictogram"));
    let tiles = sutura::domain::taxonomy::taxonomy().tiles.iter().map(|tile| tile.icon.as_str());
    for icon in icons.chain(tiles) {
        assert!(list.contains(&icon), "{icon} is not in web/icons.txt");
    }
}
