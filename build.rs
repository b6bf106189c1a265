//! Turns data into code: one Rust method per French Fluent message, the web bundle as embedded, hashed assets,
//! and the recorded prompts.

#[path = "src/domain/language.rs"]
mod language;

#[path = "build/assets.rs"]
mod assets;
#[path = "build/audio.rs"]
mod audio;
#[path = "build/texts.rs"]
mod texts;

fn main() {
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    texts::generate(&out);
    assets::generate(&out);
    audio::generate(&out);
}
