//! Recorded prompts: found by what they say, silent when the words change, over-recorded by the instance's own.

use sutura::audio::{self, Prompts, Voice};
use sutura::domain::questionnaire;
use sutura::text::Texts;

use crate::support::TestApp;

/// The smallest thing that calls itself Ogg Opus.
fn opus(content: &[u8]) -> Vec<u8> {
    let mut bytes = b"OggS".to_vec();
    bytes.resize(28, 0);
    bytes.extend_from_slice(b"OpusHead");
    bytes.extend_from_slice(content);
    bytes
}

#[test]
fn every_built_in_recording_speaks_words_that_stand_on_a_page_today() {
    let prompts = Prompts::load(std::path::Path::new("/nowhere")).expect("loads");
    let texts = Texts::load(false).expect("loads");
    let t = texts.source();
    let index = include_str!("../../locales/audio/fr/index.tsv");
    let survey = questionnaire::survey();
    for question in &survey.questions {
        let label = t.label(&question.label).plain();
        let prompt = prompts.find("fr", "fr", &label).unwrap_or_else(|| panic!("{label} is not recorded"));
        assert_eq!(prompt.voice, Voice::Synthetic, "no person has spoken yet");
        assert!(prompt.bytes().expect("readable").starts_with(b"OggS"));
    }
    // A recording whose words are gone is dead weight in the program.
    let mut words: Vec<String> = Vec::new();
    for definition in [questionnaire::permanent(), survey] {
        for question in &definition.questions {
            let labels = std::iter::once(&question.label).chain(&question.hint);
            words.extend(
                labels.chain(question.options.iter().map(|one| &one.label)).map(|label| t.label(label).plain()),
            );
        }
    }
    let tiles = &sutura::domain::taxonomy::taxonomy().tiles;
    words.extend(tiles.iter().map(|tile| t.label(&tile.label).plain()));
    words.extend(sutura::text::IDS.iter().map(|(_, id)| t.get(id).plain()));
    let spoken: Vec<_> = words.iter().map(|one| audio::words_hash(one)).collect();
    for line in index.lines() {
        let parts: Vec<_> = line.split('\t').collect();
        assert!(spoken.iter().any(|hash| hash == parts[1]), "{} speaks words that are gone", parts[0]);
        assert_eq!(parts[2], "synthetic", "a machine's voice is marked");
    }
}

#[test]
fn an_instance_records_its_own_and_changed_words_fall_silent() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "Jusques à quand ?";
    let data = folder.path();
    assert!(audio::add(data, "bm", "menaces.x", words, Voice::Person, b"RIFF").is_err(), "only Ogg Opus is taken");
    audio::add(data, "bm", "menaces.x", words, Voice::Person, &opus(b"one")).expect("records");
    audio::add(data, "bm", "menaces.x", words, Voice::Person, &opus(b"two")).expect("records again");
    let prompts = Prompts::load(data).expect("loads");
    let prompt = prompts.find("bm", "fr", words).expect("found by the reader's language");
    assert_eq!((prompt.voice, prompt.bytes().expect("readable")), (Voice::Person, opus(b"two").into()));
    assert!(prompts.find("bm", "fr", "Jusqu'à quand ?").is_none());
    assert!(prompts.find("ff", "fr", words).is_none());
    assert!(prompts.at("bm", &prompt.file).is_some() && prompts.at("fr", &prompt.file).is_none());
}

#[tokio::test]
async fn a_page_names_recordings_that_exist_and_nothing_else() {
    let app = TestApp::start().await;
    for (page, mark) in [("/fr/c/signaler/report", "data-say=\""), ("/fr/c/signaler/plain", "preload=\"none\" src=\"")]
    {
        let html = app.get(page).await.text().await.expect("HTML");
        let mut heard = 0;
        for part in html.split(mark).skip(1) {
            for address in part.split('"').next().expect("an end").split(' ') {
                let response = app.get(address).await;
                assert_eq!(response.status(), 200, "{address}");
                assert!(response.headers()["cache-control"].to_str().expect("ASCII").contains("immutable"));
                assert_eq!(response.headers()["content-type"], "audio/ogg; codecs=opus");
                heard += 1;
            }
        }
        assert!(heard > 20, "{page} has {heard} recordings");
    }
    let arabic = app.get("/ar/c/signaler/report").await.text().await.expect("HTML");
    assert!(!arabic.contains("data-say"));
}
