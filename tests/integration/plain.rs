//! The forms without JavaScript, as `curl` and text browsers use them.

use reqwest::multipart::{Form, Part};
use serde_json::Value;
use sutura::api::desk::case::ReportRow;
use sutura::client::desk::Desk;
use sutura::crypto::seal;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::receipt::Receipt;

use crate::support::{CANARY, TestApp, http, submit};

fn form(account: &str) -> Form {
    Form::new()
        .text("agree", "yes")
        .text("harm", "fear")
        .text("category", "COR1.2")
        .text("place", "ML.segou")
        .text("place-cercle", "niono")
        .text("when", "week")
        .text("account", account.to_owned())
        .text("language", "bm")
        .text("consent", "2")
        .part(
            "attach",
            Part::bytes(b"fichier joint".to_vec()).file_name("note.txt").mime_str("text/plain").expect("a type"),
        )
        .part("attach", Part::bytes(Vec::new()).file_name("vide.bin"))
        .part("attach", Part::bytes(Vec::new()).file_name(""))
}

async fn post(app: &TestApp, path: &str, form: Form) -> (u16, String) {
    let response = submit(http().post(format!("{}{path}", app.url)).multipart(form)).await;
    (response.status().as_u16(), response.text().await.expect("a body"))
}

fn receipt(html: &str) -> Receipt {
    let start = html.find("data-test=\"receipt\"").expect("a receipt");
    let text: String = html[start..]
        .split_once('>')
        .expect("a tag")
        .1
        .split("</p>")
        .next()
        .expect("an end")
        .split("<span>")
        .map(|part| part.chars().take(4).collect::<String>())
        .collect::<Vec<_>>()
        .join(" ");
    Receipt::parse(&text).expect("valid check digits")
}

/// A report that was sent with the form, its receipt, and the desk that has opened it.
struct Sent {
    receipt: Receipt,
    desk: Desk,
    row: ReportRow,
    envelope: Value,
}

/// Sends the form to a consultation that has no report yet.
async fn send(app: &TestApp, account: &str) -> Sent {
    let (status, html) = post(app, "/fr/c/signaler/plain", form(account)).await;
    assert_eq!(status, 200, "{html}");
    let desk = app.desk("awa").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = desk.envelope(app.consultation.id, &row).await.expect("opens");
    Sent { receipt: receipt(&html), desk, row, envelope }
}

#[tokio::test]
async fn a_report_without_javascript_is_like_any_other_at_the_desk() {
    let app = TestApp::start().await;
    let Sent { receipt, desk, row, envelope } = send(&app, "Récit sans script").await;
    assert_eq!(envelope["answers"]["account"], "Récit sans script");
    assert_eq!(envelope["answers"]["place"]["cercle"], "niono");
    assert_eq!((envelope["report_language"].as_str(), envelope["consent"].as_u64()), (Some("bm"), Some(2)));
    let files: Vec<_> = envelope["attachments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| file["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(files, ["note.txt", "vide.bin"]);
    let blob = envelope["attachments"][0]["blob"].as_str().expect("an id");
    assert_eq!(&*desk.attachment(app.consultation.id, &row, blob).await.expect("opens"), b"fichier joint");
    assert!(app.citizen().await.inbox(&receipt).await.expect("opens").is_empty());
}

#[tokio::test]
async fn without_the_consent_box_nothing_is_taken() {
    let app = TestApp::start().await;
    let bare = Form::new().text("account", CANARY);
    let (status, html) = post(&app, "/fr/c/signaler/plain", bare).await;
    assert_eq!(status, 400);
    assert!(html.contains("case d&#39;accord") && !html.contains(CANARY));
    let (status, _) = post(&app, "/fr/c/signaler/plain", Form::new().text("agree", "yes").text("account", "  ")).await;
    assert_eq!(status, 400, "nothing to send");
    let wrong = Form::new().text("agree", "yes").text("category", "XXX9");
    let (status, html) = post(&app, "/ar/c/signaler/plain", wrong).await;
    assert_eq!(status, 422);
    assert!(html.contains("dir=\"rtl\"") && html.contains("بماذا يتعلق الأمر"), "the question is named: {html}");
}

#[tokio::test]
async fn a_form_with_a_mistake_comes_back_filled_in_and_says_where() {
    let app = TestApp::start().await;
    let wrong = Form::new()
        .text("agree", "yes")
        .text("harm", "fear")
        .text("category", "SEC1.3")
        .text("category", "SEC2.1")
        .text("category", "SEC3.1")
        .text("category", "COR1")
        .text("place", "ML.segou")
        .text("place-cercle", "niono")
        .text("when", "week")
        .text("harm-other", "autre <b>mot</b>")
        .text("account", format!("récit\n{CANARY}"))
        .text("language", "bm")
        .text("consent", "2");
    let response = submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(wrong)).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["cache-control"]),
        (422, &"no-store".parse().expect("a value"))
    );
    let html = response.text().await.expect("HTML");
    for kept in [
        "name=\"harm\" value=\"fear\" checked",
        "value=\"SEC2.1\" checked",
        "value=\"ML.segou\" selected",
        "value=\"niono\" selected",
        "value=\"week\" checked",
        "value=\"bm\" lang=\"bm\" data-letters=\"ɛ ɔ ɲ ŋ\" selected",
        "value=\"2\" checked",
        "récit\n",
        CANARY,
        "Il y a trop de réponses",
        "choisissez de nouveau vos fichiers",
    ] {
        assert!(html.contains(kept), "{kept} is lost: {html}");
    }
    assert!(!html.contains("<b>mot") && !html.contains("name=\"agree\" value=\"yes\" required checked"));
    assert_eq!(html.matches("value=\"1\" checked").count(), 0, "the choice is the person's, not the default");
}

#[tokio::test]
async fn the_thread_works_without_javascript_files_included() {
    let app = TestApp::start().await;
    let Sent { receipt, desk, row, envelope } = send(&app, "x").await;
    let source = envelope["source_recipient"].as_str().expect("text").to_owned();
    let question = sutura::domain::thread::CircleMessage {
        report: row.id,
        source,
        sequence: 0,
        body: "Combien <b>de</b> fois ?".into(),
        attachments: Vec::new(),
        status: "question".into(),
        week: app.app.clock.week(),
    };
    desk.ask(app.consultation.id, &row, EpochNumber(0), &question).await.expect("asked");
    let entry = |act: &str| {
        Form::new().text("agree", "yes").text("code", receipt.groups().join(" ")).text("act", act.to_owned())
    };
    let (_, html) = post(&app, "/fr/inbox/plain", entry("open")).await;
    assert!(
        html.contains("Combien &#60;b&#62;de&#60;/b&#62; fois ?")
            || html.contains("Combien &lt;b&gt;de&lt;/b&gt; fois ?"),
        "{html}"
    );
    let file = Part::bytes(b"preuve".to_vec()).file_name("p.txt");
    let (status, html) =
        post(&app, "/fr/inbox/plain", entry("reply").text("reply", "Trois fois.").part("attach", file)).await;
    assert_eq!(status, 200, "{html}");
    let thread = desk.thread(app.consultation.id, row.id).await.expect("lists");
    assert_eq!(
        (thread[1]["body"].as_str(), thread[1]["attachments"][0]["name"].as_str()),
        (Some("Trois fois."), Some("p.txt"))
    );
    let id =
        html.split("name=\"message\" value=\"").nth(1).expect("an id").split('"').next().expect("an end").to_owned();
    let (_, html) = post(&app, "/fr/inbox/plain", entry("delete").text("message", id)).await;
    assert!(!html.contains("Combien"));
    let (_, html) = post(&app, "/fr/inbox/plain", entry("withdraw")).await;
    assert!(html.contains("effacé"));
    let (status, _) = post(&app, "/fr/inbox/plain", entry("open")).await;
    assert_eq!(status, 404);
    app.work().await;
}

#[tokio::test]
async fn a_form_of_the_inbox_that_is_sent_twice_is_one_message_and_a_changed_one_another() {
    let app = TestApp::start().await;
    let Sent { receipt, desk, row, .. } = send(&app, "x").await;
    let entry = |act: &str| {
        Form::new().text("agree", "yes").text("code", receipt.groups().join(" ")).text("act", act.to_owned())
    };
    let number = |html: &str| {
        html.split("name=\"number\" value=\"").nth(1).expect("a number").split('"').next().expect("an end").to_owned()
    };
    let (_, html) = post(&app, "/fr/inbox/plain", entry("open")).await;
    let first = number(&html);
    let reply = |number: &str, words: &str| {
        let file = Part::bytes(b"preuve".to_vec()).file_name("p.txt");
        entry("reply").text("number", number.to_owned()).text("reply", words.to_owned()).part("attach", file)
    };
    let consent = |level: &str| entry("consent").text("number", first.clone()).text("consent", level.to_owned());
    for form in [
        reply(&first, "Trois fois."),
        reply(&first, "Trois fois."),
        reply(&first, "Quatre fois."),
        consent("0"),
        consent("0"),
        consent("2"),
    ] {
        let (status, html) = post(&app, "/fr/inbox/plain", form).await;
        assert!(status == 200 && html.contains("class=\"notice done\""), "{status} {html}");
        assert_ne!(number(&html), first, "the next page is for another message");
    }
    let thread = desk.thread(app.consultation.id, row.id).await.expect("lists");
    let said: Vec<_> = thread.iter().map(|message| (message["body"].as_str(), message["consent"].as_u64())).collect();
    let words = |words: &'static str| (Some(words), None);
    let levels = |level| (Some(""), Some(level));
    assert_eq!(said, [words("Trois fois."), words("Quatre fois."), levels(0), levels(2)]);
}

#[tokio::test]
async fn a_mistyped_receipt_is_told_from_an_unknown_one() {
    let app = TestApp::start().await;
    let entry = |code: &str| Form::new().text("agree", "yes").text("code", code.to_owned()).text("act", "open");
    let (status, html) = post(&app, "/fr/inbox/plain", entry("1234 5678")).await;
    assert_eq!((status, html.contains("faute de frappe")), (400, true));
    let unknown = sutura::crypto::random::receipt();
    let (status, html) = post(&app, "/fr/inbox/plain", entry(unknown.expose())).await;
    assert_eq!((status, html.contains("Aucun signalement")), (404, true));
}

#[tokio::test]
async fn a_file_encrypted_by_hand_arrives_and_can_be_answered() {
    let app = TestApp::start().await;
    let html = app.get("/fr/c/signaler/sealed").await.text().await.expect("HTML");
    let recipient = html.split("data-test=\"recipient\">").nth(1).expect("a key").split('<').next().expect("an end");
    let sealed =
        seal::seal_unpadded(&[recipient.parse().expect("a recipient")], "Écrit à la main".as_bytes()).expect("seals");
    let (status, html) =
        post(&app, "/fr/c/signaler/sealed", Form::new().part("sealed", Part::bytes(sealed).file_name("m.age"))).await;
    assert_eq!(status, 200, "{html}");
    receipt(&html);
    let desk = app.desk("fanta").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    assert_eq!(row.form, sutura::domain::report::Form::Sealed);
    let file = desk.ciphertext(row.id).await.expect("bytes");
    let identity = &desk.epoch(app.consultation.id, EpochNumber(0)).expect("held").identity;
    assert_eq!(seal::open_unpadded(&file, identity).expect("opens").as_slice(), "Écrit à la main".as_bytes());
    let list: Value = desk
        .request(reqwest::Method::GET, &format!("/api/desk/circles/{}/reports", app.consultation.id))
        .send()
        .await
        .expect("answers")
        .json()
        .await
        .expect("JSON");
    assert!(list["reports"][0]["source_recipient"].as_str().expect("a recipient").starts_with("age1pq1"));
    let clear = Form::new().part("sealed", Part::bytes(CANARY.as_bytes().to_vec()).file_name("m.txt"));
    assert_eq!(post(&app, "/fr/c/signaler/sealed", clear).await.0, 400);
}

#[tokio::test]
async fn every_kind_of_question_is_asked_without_javascript_and_conditions_are_said_in_words() {
    let app = TestApp::start().await;
    let organisations = sutura::storage::organisation::list(app.app.db.read()).await.expect("lists");
    let survey = sutura::services::consultation::open(
        &app.app,
        organisations[0].id,
        "menaces",
        sutura::domain::questionnaire::survey(),
    )
    .await
    .expect("opens");
    let html = app.get("/fr/c/menaces/plain").await.text().await.expect("HTML");
    for (question, controls) in [
        ("threats", "type=\"checkbox\" name=\"threats\" value=\"theft\""),
        ("threats", "name=\"threats-other\""),
        ("since", "name=\"since-from-year\""),
        ("since", "name=\"since-to-month\""),
        ("since", "name=\"since-ongoing\""),
        ("trend", "type=\"radio\" name=\"trend\" value=\"unknown\""),
        ("people", "name=\"people-to\""),
        ("asked", "type=\"radio\" name=\"asked\" value=\"yes\""),
        ("reason", "type=\"text\" id=\"q-reason\""),
        ("injustice", "<textarea id=\"q-injustice\""),
        ("solution", "<textarea id=\"q-solution\""),
    ] {
        assert!(html.contains(controls), "{question} lacks {controls}");
    }
    let said = html.replace(['\u{2068}', '\u{2069}'], "");
    assert!(said.contains("Seulement si vous avez répondu « Oui » à « Avez-vous demandé de l&#39;aide ? »."), "{said}");
    assert!(said.contains("la voix ne peut pas être modifiée"));
    assert!(!html.contains("data-speak"), "nothing on the page needs a script");
    assert_eq!(survey.slug, "menaces");
}

#[tokio::test]
async fn no_page_of_a_history_holds_what_was_sent_and_its_address_is_soon_worth_nothing() {
    let app = TestApp::start().await;
    let request = http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(form("Récit"));
    let answer = request.send().await.expect("answers");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["cache-control"]),
        (303, &"no-store".parse().expect("text"))
    );
    let location = answer.headers()["location"].to_str().expect("ASCII").to_owned();
    assert!(answer.text().await.expect("a body").is_empty());
    let html = app.get(&location).await.text().await.expect("HTML");
    let receipt = receipt(&html);
    assert_eq!(html, app.get(&location).await.text().await.expect("HTML"), "a bad link may ask again");
    // The database holds neither the receipt nor what opens it.
    let names = sutura::storage::answer_page::count(app.app.db.read()).await.expect("counts");
    assert_eq!(names, 1);
    let token = location.rsplit('/').next().expect("a token").to_owned();
    for entry in std::fs::read_dir(app.folder.path()).expect("a folder").flatten() {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        for needle in [token.as_bytes(), receipt.expose().as_bytes(), receipt.groups().join(" ").as_bytes()] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{:?}", entry.path());
        }
    }
    app.app.clock.advance(time::Duration::minutes(6));
    assert_eq!(app.get(&location).await.status(), 410, "the page is over before its row is");
    app.app.clock.advance(time::Duration::minutes(14));
    sutura::services::upload::sweep(&app.app).await.expect("sweeps");
    assert_eq!(sutura::storage::answer_page::count(app.app.db.read()).await.expect("counts"), 0);
}

#[tokio::test]
async fn a_page_too_large_to_keep_is_answered_at_once_and_other_posts_are_not_kept() {
    let app = TestApp::start().await;
    let long = "<".repeat(100_000);
    let wrong = Form::new().text("agree", "yes").text("harm", "nowhere").text("account", long.clone());
    let answer =
        http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(wrong).send().await.expect("answers");
    assert_eq!(answer.status(), 422);
    assert_eq!(answer.text().await.expect("HTML").matches("&#60;").count(), long.len(), "nothing typed is lost");
    assert_eq!(http().post(format!("{}/fr/nowhere", app.url)).send().await.expect("answers").status(), 404);
    assert_eq!(sutura::storage::answer_page::count(app.app.db.read()).await.expect("counts"), 0);
}
