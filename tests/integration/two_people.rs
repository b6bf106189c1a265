//! Two people are two people: attacks of one person who wants to be two, each described and then tried.

use reqwest::Method;
use serde_json::{Value, json};
use sutura::client::desk::Desk;
use sutura::client::keys::MemberKeys;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::role::Role;
use sutura::domain::summary::Text;
use sutura::storage;

use crate::member::{approve as agree, confirmed, invite, join, newcomer, sign_in};
use crate::summary::{approve, refused, words};
use crate::support::{PASSPHRASE, TestApp};

/// An account for `login` that two colleagues agree to, admitted to the circle by the first of them.
async fn account(app: &TestApp, (by, second): (&Desk, &Desk), invited: Value, login: &str) -> Desk {
    let (token, status) = invite(by, invited).await;
    assert_eq!(status, 204);
    assert_eq!(agree(second, &token).await.0, 204);
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(app, &token, &keys).await.0, 204);
    let recipient = keys.bundle.identity.recipient();
    by.add_member(app.consultation.id, keys.id, &recipient, &[EpochNumber(0)]).await.expect("admits");
    sign_in(app, login, &keys).await
}

fn to_publish(app: &TestApp, title: &str) -> Text {
    Text { embargo_until: Some(app.app.clock.today().to_string()), ..words(title) }
}

/// Fanta drafts, says that she lost her keys, is readmitted under new ones, and approves what she wrote before.
#[tokio::test]
async fn nobody_approves_their_own_draft_under_new_keys() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    let (awa, kadi) = (confirmed(&app, "awa").await, confirmed(&app, "kadi").await);
    let fanta = app.desk("fanta").await;
    let id = fanta.draft(app.consultation.id, EpochNumber(0), &words("Titre")).await.expect("drafted");
    let back = json!({ "kind": "readmit", "member": fanta.id });
    let again = account(&app, (&awa, &kadi), back, "fanta").await;
    assert_ne!(again.id, fanta.id, "another account");
    assert_eq!(again.me.person, fanta.me.person, "of the same person");
    let text = to_publish(&app, "Titre");
    assert_eq!(refused(approve(&app, &again, id, &text).await), "same-author");
    approve(&app, &awa, id, &text).await.expect("another person may");
}

/// Fanta has a second account, of which the organisation knows that it is hers: she drafts under one and approves under
/// the other, opens the intake that she asked to open, and agrees to her own invitation.
#[tokio::test]
async fn a_second_account_of_a_person_is_no_second_person() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    let (awa, kadi) = (confirmed(&app, "awa").await, confirmed(&app, "kadi").await);
    let fanta = confirmed(&app, "fanta").await;
    let mut second = newcomer("fanta.soir", "moderator");
    second["same_as"] = json!(fanta.id);
    let evening = account(&app, (&awa, &kadi), second, "fanta.soir").await;
    evening.confirm().await.expect("confirms");

    let id = fanta.draft(app.consultation.id, EpochNumber(0), &words("Titre")).await.expect("drafted");
    assert_eq!(refused(approve(&app, &evening, id, &to_publish(&app, "Titre")).await), "same-author");

    let lock = format!("/api/desk/circles/{}/lock", app.consultation.id);
    for (desk, method, expected) in
        [(&fanta, Method::POST, 204), (&fanta, Method::DELETE, 204), (&evening, Method::DELETE, 409)]
    {
        let answer = desk.request(method, &lock).send().await.expect("answers");
        assert_eq!(answer.status(), expected);
    }

    let (token, _) = invite(&fanta, newcomer("issa", "moderator")).await;
    assert_eq!(agree(&evening, &token).await, (409, "second-person".to_owned()));
    let (token, _) = invite(&awa, json!({ "kind": "readmit", "member": fanta.id })).await;
    assert_eq!(agree(&evening, &token).await, (409, "second-person".to_owned()), "nor to her own return");
    let path = format!("/api/desk/circles/{}/members", app.consultation.id);
    let people: Value = awa.request(Method::GET, &path).send().await.expect("answers").json().await.expect("JSON");
    let hers =
        people["people"].as_array().expect("people").iter().filter(|one| one["person"] == json!(fanta.me.person));
    assert_eq!(hers.count(), 2, "every desk can see that the two are one");
}

/// Who has another organisation's account must not become one of its persons.
#[tokio::test]
async fn an_invitation_names_a_person_of_its_own_organisation_only() {
    let mut app = TestApp::start().await;
    app.add_partner("Autre", "binta").await;
    let awa = confirmed(&app, "awa").await;
    let binta = storage::member::find_by_login(app.app.db.read(), "binta").await.expect("answers").expect("a row");
    let mut second = newcomer("issa", "moderator");
    second["same_as"] = json!(binta.id);
    assert_eq!(invite(&awa, second).await.1, 404);
}
