//! `sutura keys verify`: checks published key chains from outside, as anybody may. It trusts only the root key that the
//! caller has from a poster, and nothing that the server says.

use serde::Deserialize;

use super::output::{self, words};
use crate::client;
use crate::crypto::chain::{Chain, root_fingerprint};

/// One chain of `/api/keys`, with the names that the server gives it.
#[derive(Deserialize)]
struct Named {
    consultation: String,
    #[serde(default)]
    slug: String,
    #[serde(flatten)]
    chain: Chain,
}

#[derive(Deserialize)]
struct All {
    chains: Vec<Named>,
}

/// `source` is the address of an instance, or a file saved from `/api/keys` or `/api/keys/{consultation}`; `root` a
/// root key or its fingerprint, as printed on posters.
///
/// Refuses a chain that does not verify or is empty, and chains of which none, or not the one asked for, is under
/// `root`.
///
/// # Errors
/// The sentence for the operator.
pub async fn run(source: &str, consultation: Option<&str>, root: Option<&str>) -> Result<(), String> {
    let text = if source.starts_with("http://") || source.starts_with("https://") {
        fetch(source).await?
    } else {
        std::fs::read_to_string(source).map_err(|error| format!("{source}: {error}"))?
    };
    let chains = parse(&text, consultation)?;
    if chains.is_empty() {
        return Err("there is no key chain here".to_owned());
    }
    let mut matching = 0;
    for Named { consultation: id, slug, chain } in &chains {
        let statements = chain.verify(id).map_err(|error| format!("{id}: {error}"))?;
        let fingerprint = root_fingerprint(&chain.root).map_err(words)?;
        let other = root.is_some_and(|root| root != chain.root && !same_fingerprint(root, &fingerprint));
        if other && consultation.is_some() {
            return Err(format!("{id}: this chain is under another root key: {fingerprint}"));
        }
        if !other && statements.is_empty() && root.is_some() {
            return Err(format!("{id}: this chain is empty"));
        }
        matching += usize::from(!other);
        let last = statements.last().map_or("no key period yet", |last| &last.from);
        output::line(&format!("{id} {slug}"));
        output::line(&format!("  holds: {} key periods, the last since {last}", statements.len()));
        let remark = if other { " — ANOTHER ROOT KEY than the one you gave" } else { "" };
        output::line(&format!("  root fingerprint {fingerprint}{remark}"));
    }
    if matching == 0 {
        return Err("all chains are under another root key than the one you gave".to_owned());
    }
    if root.is_none() {
        output::line(concat!(
            "Compare the fingerprint with the poster, or give it with --root: ",
            "without that, a chain only agrees with itself."
        ));
    }
    Ok(())
}

async fn fetch(url: &str) -> Result<String, String> {
    let url =
        if url.contains("/api/keys") { url.to_owned() } else { format!("{}/api/keys", url.trim_end_matches('/')) };
    let http = client::builder().build().map_err(words)?;
    let answer = http.get(&url).send().await.map_err(words)?;
    let chains: serde_json::Value = client::json(answer, 200).await.map_err(words)?;
    Ok(chains.to_string())
}

/// All chains of a text, or the one that is asked for.
fn parse(text: &str, consultation: Option<&str>) -> Result<Vec<Named>, String> {
    if let Ok(all) = serde_json::from_str::<All>(text) {
        let wanted = |named: &Named| consultation.is_none_or(|id| id == named.consultation || id == named.slug);
        return Ok(all.chains.into_iter().filter(wanted).collect());
    }
    let chain: Chain = serde_json::from_str(text).map_err(|_| "this is not a key chain".to_owned())?;
    let consultation = consultation.ok_or("name the consultation of this chain with --consultation")?.to_owned();
    Ok(vec![Named { consultation, slug: String::new(), chain }])
}

/// Fingerprints are printed in groups.
fn same_fingerprint(typed: &str, fingerprint: &str) -> bool {
    typed.split_whitespace().collect::<String>().eq_ignore_ascii_case(fingerprint)
}
