//! Protocol vectors in both directions (`tests/vectors`), and the public CCTV age vectors.
//!
//! `rust.json` is written by `UPDATE_VECTORS=1 cargo test --test integration vectors`, `typescript.json` by
//! `UPDATE_VECTORS=1 npm test` in `web`. Each side reads both files.

use std::path::PathBuf;
use std::process::Command;

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde_json::{Value, json};
use sutura::crypto::bundle::{Bundle, Kind as BundleKind};
use sutura::crypto::chain::{Chain, SignedStatement, Signer, Statement};
use sutura::crypto::derive::{self, Cost};
use sutura::crypto::document::{Kind, SignedDocument};
use sutura::crypto::hex::{hex, sha256};
use sutura::crypto::hybrid::HybridIdentity;
use sutura::crypto::roster::{By, Reader, Roster};
use sutura::crypto::signing::{Public, Seed};
use sutura::crypto::{CryptoError, padding, random, seal, ticket};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::{ConsultationId, MemberId, OrganisationId, PersonId};
use sutura::domain::receipt::Receipt;
use sutura::domain::role::Role;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is missing"))
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

fn derivations() -> Vec<Value> {
    let secrets =
        [("123456789012345678901234", [1u8; 32].to_vec(), 19_456, 2), ("ﬁn e\u{301}té", [2u8; 16].to_vec(), 65_536, 3)];
    secrets
        .into_iter()
        .map(|(secret, salt, m, t)| {
            let cost = Cost { memory: m, passes: t };
            let derived = derive::derive_passphrase(secret, &salt, cost).expect("derives");
            json!({
                "secret": secret, "salt": hex(&salt), "m": m, "t": t,
                "identity": derived.identity.expose(), "recipient": derived.identity.recipient().to_string(),
                "authenticator": derived.authenticator.expose(), "signing": derived.signing.public().to_string(),
            })
        })
        .collect()
}

/// A chain of two epochs with the rosters of its circle, which grows by one, and the second epoch's signing key.
fn chain() -> (Chain, [Vec<u8>; 2], Seed) {
    let (root, first, second) = (Seed::generate(), Seed::generate(), Seed::generate());
    let (consultation, founder) = (ConsultationId::from([0xab; 16]), Seed::generate());
    let reader = |id: u8, seed: &Seed| Reader {
        person: PersonId::from([id + 100; 16]),
        member: MemberId::from([id; 16]),
        organisation: OrganisationId::from([9; 16]),
        role: Role::Moderator,
        recipient: HybridIdentity::generate().recipient().to_string(),
        signing: seed.public().to_string(),
    };
    let circle = [reader(1, &founder), reader(2, &Seed::generate())];
    let alone = Roster::after(None, (consultation, EpochNumber(0)), None, &circle[..1]);
    let founded = alone.sign(By::Root(&root)).expect("signs");
    let both = Roster::after(Some(&alone), (consultation, EpochNumber(1)), Some(sha256(&founded)), &circle);
    let grown = both.sign(By::Member(circle[0].member, &founder)).expect("signs");
    let statement = |number, seed: &Seed, previous, roster: &[u8]| Statement {
        consultation: "ab".repeat(16),
        number: EpochNumber(number),
        recipient: HybridIdentity::generate().recipient(),
        signing: seed.public(),
        from: "2026-11-22".into(),
        previous,
        roster: sha256(roster),
    };
    let zero = statement(0, &first, None, &founded).sign(&root, Signer::Root);
    let link = zero.link().expect("links");
    let next = statement(1, &second, Some(link), &grown).sign(&first, Signer::Epoch);
    let epochs: Vec<SignedStatement> = vec![zero, next];
    (Chain { root: root.public().to_string(), epochs }, [founded, grown], second)
}

fn write() {
    let identity = HybridIdentity::generate();
    let plain = "ߒߞߏ 𞤆𞤵𞤤𞤢𞤪 \u{0}é";
    let (chain, rosters, seed) = chain();
    let document = SignedDocument::sign(Kind::Message, "epoch:1".into(), "{\"body\":\"é\"}".into(), &seed);
    let bundle = Bundle::generate(BundleKind::Epoch, "x/0".into());
    let challenge = ticket::issue(b"key", 4_000_000_000, 8);
    let sizes = [0u64, 4088, 4089, 1_048_568, 1_048_569, 20_000_000, 209_715_200];
    let padded: Vec<_> = sizes.iter().map(|n| json!([n, padding::padded_size(*n)])).collect();
    let vectors = json!({
        "derivations": derivations(),
        "receipts": (0..4).map(|_| random::receipt().expose().to_owned()).collect::<Vec<_>>(),
        "padding": padded,
        "instance": { "id": hex(&[7; 16]), "salt": hex(&derive::receipt_salt(&[7; 16])) },
        "sealed": {
            "identity": identity.expose(), "plain": plain,
            "file": BASE64_STANDARD.encode(seal::seal(&[identity.recipient()], plain.as_bytes()).expect("seals")),
        },
        "bundle": {
            "identity": identity.expose(), "id": "x/0",
            "inner": bundle.identity.expose(), "signing": bundle.signing.expose(),
            "wrap": BASE64_STANDARD.encode(bundle.wrap(&identity.recipient()).expect("wraps")),
        },
        "chain": {
            "consultation": "ab".repeat(16), "chain": chain,
            "rosters": rosters.map(|roster| BASE64_STANDARD.encode(roster)),
        },
        "document": { "document": document, "key": seed.public().to_string() },
        "ticket": { "challenge": challenge, "work": 8, "solved": ticket::solve(&challenge, 8) },
    });
    std::fs::write(path("rust.json"), format!("{}\n", serde_json::to_string_pretty(&vectors).expect("JSON")))
        .expect("writes");
}

fn read_rosters(rosters: &Value, chain: &Chain, statements: &[Statement]) {
    let [founded, grown] =
        [0, 1].map(|at| BASE64_STANDARD.decode(rosters[at].as_str().expect("text")).expect("base64"));
    let chained = (chain, statements);
    let alone = Roster::verify(&founded, chained, EpochNumber(0), None).expect("holds");
    let both = Roster::verify(&grown, chained, EpochNumber(1), Some(&alone)).expect("holds");
    let people = |epoch| both.in_force(EpochNumber(epoch)).map(|reader| reader.member).collect::<Vec<_>>();
    assert_eq!((people(0), people(1)), (vec![[1; 16].into()], vec![[1; 16].into(), [2; 16].into()]));
    assert_eq!(Roster::verify(&founded, chained, EpochNumber(1), None), Err(CryptoError::Roster(1)));
}

fn read(name: &str) {
    let file = std::fs::read_to_string(path(name)).expect("the vectors are in the repository");
    let vectors: Value = serde_json::from_str(&file).expect("JSON");
    for vector in vectors["derivations"].as_array().expect("a list") {
        let cost =
            Cost { memory: vector["m"].as_u64().expect("m") as u32, passes: vector["t"].as_u64().expect("t") as u32 };
        let salt = unhex(text(vector, "salt"));
        let derived = derive::derive_passphrase(text(vector, "secret"), &salt, cost).expect("derives");
        assert_eq!(derived.identity.expose(), text(vector, "identity"));
        assert_eq!(derived.identity.recipient().to_string(), text(vector, "recipient"));
        assert_eq!(derived.authenticator.expose(), text(vector, "authenticator"));
        assert_eq!(derived.signing.public().to_string(), text(vector, "signing"));
    }
    for receipt in vectors["receipts"].as_array().expect("a list") {
        assert!(Receipt::parse(receipt.as_str().expect("digits")).is_ok());
    }
    for pair in vectors["padding"].as_array().expect("a list") {
        assert_eq!(padding::padded_size(pair[0].as_u64().expect("n")), pair[1].as_u64().expect("n"));
    }
    let id: [u8; 16] = unhex(text(&vectors["instance"], "id")).try_into().expect("16 bytes");
    assert_eq!(hex(&derive::receipt_salt(&id)), text(&vectors["instance"], "salt"));
    let sealed = &vectors["sealed"];
    let identity: HybridIdentity = text(sealed, "identity").parse().expect("an identity");
    let file = BASE64_STANDARD.decode(text(sealed, "file")).expect("base64");
    sutura::crypto::sealed::Sealed::parse(file.clone(), 1, sutura::crypto::sealed::Size::Padded).expect("as asked");
    assert_eq!(seal::open(&file, &identity).expect("opens").as_slice(), text(sealed, "plain").as_bytes());
    let bundle = &vectors["bundle"];
    let wrap = BASE64_STANDARD.decode(text(bundle, "wrap")).expect("base64");
    let outer = text(bundle, "identity").parse().expect("an identity");
    let opened = Bundle::unwrap(&wrap, &outer, BundleKind::Epoch, text(bundle, "id")).expect("opens");
    assert_eq!(
        (opened.identity.expose().as_str(), opened.signing.expose().as_str()),
        (text(bundle, "inner"), text(bundle, "signing"))
    );
    let chain: Chain = serde_json::from_value(vectors["chain"]["chain"].clone()).expect("a chain");
    let statements = chain.verify(text(&vectors["chain"], "consultation")).expect("holds");
    assert_eq!(statements.len(), 2);
    read_rosters(&vectors["chain"]["rosters"], &chain, &statements);
    let document: SignedDocument = serde_json::from_value(vectors["document"]["document"].clone()).expect("a document");
    let key = Public::parse(text(&vectors["document"], "key")).expect("a key");
    document.verify(Kind::Message, "epoch:1", &key).expect("verifies");
    assert!(ticket::verify(b"key", text(&vectors["ticket"], "solved"), 0).is_ok());
    assert!(BASE64_URL_SAFE_NO_PAD.decode(text(&vectors["ticket"], "challenge")).is_ok());
}

#[test]
fn both_sides_vectors_hold_here() {
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        write();
    }
    read("rust.json");
    read("typescript.json");
}

/// Header lines of a CCTV vector, and its file.
fn parse_cctv(bytes: &[u8]) -> (Vec<(String, String)>, Vec<u8>) {
    let end = bytes.windows(2).position(|two| two == b"\n\n").expect("a blank line");
    let header = String::from_utf8_lossy(&bytes[..end]);
    let lines = header
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    (lines, bytes[end + 2..].to_vec())
}

fn open_cctv(lines: &[(String, String)], file: &[u8]) -> Result<Vec<u8>, &'static str> {
    let identities: Vec<Box<dyn age::Identity>> = lines
        .iter()
        .filter(|(key, _)| key == "identity")
        .map(|(_, value)| match value.parse::<HybridIdentity>() {
            Ok(hybrid) => Box::new(hybrid) as Box<dyn age::Identity>,
            Err(_) => Box::new(value.parse::<age::x25519::Identity>().expect("an identity")),
        })
        .collect();
    let decryptor = age::Decryptor::new(file).map_err(|_| "header failure")?;
    let mut reader = decryptor.decrypt(identities.iter().map(AsRef::as_ref)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => "no match",
        age::DecryptError::InvalidMac => "HMAC failure",
        _ => "header failure",
    })?;
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut reader, &mut plain).map_err(|_| "payload failure")?;
    Ok(plain)
}

#[test]
fn the_public_age_vectors_hold_for_the_hybrid_type() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("web/test/export-cctv.mjs");
    let exported = Command::new("node").arg(script).arg(folder.path()).status().expect("node runs");
    assert!(exported.success(), "npm ci in web first");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (lines, mut file) = parse_cctv(&std::fs::read(&path).expect("readable"));
        let value = |key: &str| lines.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        let hybrid = lines.iter().any(|(key, value)| key == "identity" && value.starts_with("AGE-SECRET-KEY-PQ"));
        if !hybrid || value("armored").is_some() {
            continue;
        }
        if value("compressed") == Some("zlib") {
            let mut plain = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(file.as_slice()), &mut plain).expect("zlib");
            file = plain;
        }
        tried += 1;
        let expected = value("expect").expect("an expectation");
        match open_cctv(&lines, &file) {
            Ok(plain) => {
                use sha2::Digest as _;
                assert_eq!(expected, "success", "{name}");
                assert_eq!(Some(hex(&sha2::Sha256::digest(&plain)).as_str()), value("payload"), "{name}");
            }
            Err(failure) => assert_eq!(failure, expected, "{name}"),
        }
    }
    assert!(tried >= 16, "only {tried} vectors were tried");
}

/// Joins parts as protocol 4.2 says: Lagrange at zero over GF(2^8) modulo x^8 + x^4 + x^3 + x + 1, the last byte is x.
fn join_parts(parts: &[Vec<u8>]) -> Vec<u8> {
    let times = |mut a: u8, mut b: u8| {
        let mut product = 0u8;
        while b != 0 {
            if b & 1 == 1 {
                product ^= a;
            }
            a = a << 1 ^ if a & 0x80 == 0 { 0 } else { 0x1b };
            b >>= 1;
        }
        product
    };
    let inverse = |a: u8| (1..=255u8).find(|b| times(a, *b) == 1).expect("a is not zero");
    let at = |part: &Vec<u8>| part[32];
    (0..32)
        .map(|byte| {
            parts.iter().fold(0, |sum, part| {
                let others = parts.iter().filter(|other| at(other) != at(part));
                let weight =
                    others.fold(1, |weight, other| times(weight, times(at(other), inverse(at(other) ^ at(part)))));
                sum ^ times(weight, part[byte])
            })
        })
        .collect()
}

#[test]
fn what_browsers_print_on_paper_is_what_the_protocol_says() {
    use hkdf::Hkdf;
    use sha2::Sha256;
    let paper: Value =
        serde_json::from_str(&std::fs::read_to_string(path("paper.json")).expect("a file")).expect("JSON");
    let expand = |secret: &[u8], info: &str| {
        let mut out = [0u8; 32];
        Hkdf::<Sha256>::new(None, secret).expand(info.as_bytes(), &mut out).expect("32 bytes");
        out
    };
    let recovery = &paper["recovery"];
    let seed: [u8; 32] = unhex(text(recovery, "seed")).try_into().expect("32 bytes");
    assert_eq!(HybridIdentity::from_seed(seed).expose(), text(recovery, "sheet"));
    assert_eq!(BASE64_URL_SAFE_NO_PAD.encode(expand(&seed, "sutura/v1/recovery")), text(recovery, "authenticator"));
    let passkey = &paper["passkey"];
    let identity = expand(&unhex(text(passkey, "output")), "sutura/v1/passkey-identity");
    assert_eq!(HybridIdentity::from_seed(identity).expose(), text(passkey, "identity"));

    let root = &paper["root"];
    let seed = sutura::crypto::sheet::root_seed(text(root, "sheet")).expect("a whole sheet");
    assert_eq!(seed.public().to_string(), text(root, "public"));
    assert!(sutura::crypto::sheet::root_seed(&text(root, "sheet").replace('Q', "P")).is_err());
    let parts = root["parts"].as_array().expect("parts");
    let parts = parts.iter().map(|part| {
        let (prefix, bytes) = bech32::decode(part.as_str().expect("text")).expect("Bech32");
        assert_eq!((prefix.to_lowercase().as_str(), bytes.len(), bytes[4]), ("suturapart", 38, 2), "needed: 2");
        bytes[5..].to_vec()
    });
    let joined = join_parts(&parts.skip(1).collect::<Vec<_>>());
    assert_eq!(
        Seed::parse(&BASE64_URL_SAFE_NO_PAD.encode(joined)).expect("a seed").public().to_string(),
        text(root, "public")
    );

    let head: SignedDocument = serde_json::from_value(paper["head"]["document"].clone()).expect("a document");
    let key = Public::parse(text(&paper["head"], "key")).expect("a key");
    assert!(head.verify(Kind::Head, &head.by, &key).is_ok());
}
