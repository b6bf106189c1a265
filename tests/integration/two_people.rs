//! Two people are two people: attacks of one person who wants to be two, each described and then tried.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::Method;
use serde_json::{Value, json};
use sutura::client::desk::Desk;
use sutura::client::keys::MemberKeys;
use sutura::crypto::random;
use sutura::crypto::root_act::{self, Act};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::{MemberId, OrganisationId};
use sutura::domain::member::Login;
use sutura::domain::role::Role;
use sutura::domain::summary::Text;
use sutura::services::invitation::{Newcomer, hash};
use sutura::storage;
use time::Duration;

use crate::member::{approve as agree, confirmed, invite, join, newcomer, sign_in};
use crate::summary::{approve, refused, words};
use crate::support::{PASSPHRASE, TestApp, problem};

/// An account for `login` that two colleagues agree to, admitted to the circle by the first of them.
async fn account(app: &TestApp, (by, second): (&Desk, &Desk), invited: Value, login: &str) -> Desk {
    let (token, status) = invite(by, invited).await;
    assert_eq!(status, 204);
    assert_eq!(agree(second, &token).await.0, 204);
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(app, &token, &keys).await.0, 204);
    app.admit(by, keys.id, &[EpochNumber(0)]).await;
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
    let fanta = app.desk("fanta").await;
    let mut second = newcomer("fanta.soir", "moderator");
    second["same_as"] = json!(fanta.id);
    let evening = account(&app, (&awa, &kadi), second, "fanta.soir").await;
    evening.confirm().await.expect("confirms");

    let fanta = confirmed(&app, "fanta").await;
    let id = fanta.draft(app.consultation.id, EpochNumber(1), &words("Titre")).await.expect("drafted");
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

async fn send(desk: &Desk, method: Method, path: &str, body: Value) -> (u16, String) {
    problem(desk.request(method, path).json(&body).send().await.expect("answers")).await
}

async fn organisation(app: &TestApp) -> OrganisationId {
    let own = storage::consultation::organisation(app.app.db.read(), app.consultation.id).await;
    own.expect("answers").expect("there is one")
}

/// A signature of the organisation's root key for today.
async fn signed(app: &TestApp, act: Act, subject: &str) -> Value {
    let day = app.app.clock.today().to_string();
    let text = root_act::text(act, organisation(app).await, subject, &day);
    json!({ "day": day, "signature": root_act::sign(&app.root, &text) })
}

fn closing(member: MemberId) -> String {
    format!("/api/desk/members/{member}/closing")
}

async fn close(desk: &Desk, member: MemberId, root: Value) -> (u16, String) {
    send(desk, Method::POST, &closing(member), json!({ "root": root })).await
}

/// Takes somebody out of the circle, or ends their account, with the next epoch.
async fn remove(app: &TestApp, by: &Desk, member: MemberId, account: bool, root: Value) -> (u16, String) {
    let next = app.epoch_without(by, Some(member)).await;
    let body = json!({ "member": member, "account": account, "root": root, "epoch": next.published() });
    send(by, Method::POST, &format!("/api/desk/circles/{}/removals", app.consultation.id), body).await
}

/// The account that a browser makes from an invitation which needs nobody's consent any more.
async fn joined(app: &TestApp, token: &str, login: &str) -> (Desk, MemberKeys) {
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(app, token, &keys).await.0, 204);
    (sign_in(app, login, &keys).await, keys)
}

/// Awa closes the account of her only colleague, invites a second account for herself, admits it and approves her own
/// draft with it: every step is refused without the root key.
#[tokio::test]
async fn one_moderator_does_not_become_two_by_closing_the_others() {
    let app = TestApp::start().await;
    let (awa, fanta) = (confirmed(&app, "awa").await, app.desk("fanta").await);
    let refused = (403, "root-needed".to_owned());
    assert_eq!(close(&awa, fanta.id, json!(null)).await, refused);
    assert_eq!(remove(&app, &awa, fanta.id, true, json!(null)).await, refused, "nor as an arrest");
    // Out of the circle she takes her at once, as after a theft. It makes nobody a second person.
    assert_eq!(remove(&app, &awa, fanta.id, false, json!(null)).await.0, 204);
    let (token, status) = invite(&awa, newcomer("fausse", "moderator")).await;
    assert_eq!(status, 204);
    assert_eq!(agree(&awa, &token).await, (409, "second-person".to_owned()));
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await, (403, "approval-missing".to_owned()));
    let lock = format!("/api/desk/circles/{}/lock", app.consultation.id);
    assert_eq!(send(&awa, Method::POST, &lock, json!({})).await.0, 204);
    assert_eq!(send(&awa, Method::DELETE, &lock, json!({})).await, refused, "nor does she open the intake alone");
}

/// The same with the root key, which a lone survivor may need: it closes and agrees, but what it made is no second
/// person for fourteen days, neither as approver nor as author.
#[tokio::test]
async fn an_account_that_the_root_key_agreed_to_counts_after_fourteen_days() {
    let app = TestApp::start().await;
    let (awa, fanta) = (confirmed(&app, "awa").await, app.desk("fanta").await);
    let id = fanta.id.to_string();
    for wrong in [signed(&app, Act::Remove, &id).await, signed(&app, Act::Close, &awa.id.to_string()).await] {
        assert_eq!(close(&awa, fanta.id, wrong).await, (400, "root-refused".to_owned()), "of another act or account");
    }
    let mut old = signed(&app, Act::Close, &id).await;
    app.app.clock.advance(Duration::days(3));
    let awa = confirmed(&app, "awa").await;
    assert_eq!(close(&awa, fanta.id, old.clone()).await, (400, "root-refused".to_owned()), "of an earlier day");
    old["day"] = json!(app.app.clock.today().to_string());
    assert_eq!(close(&awa, fanta.id, old).await, (400, "root-refused".to_owned()), "the day is signed");
    let right = signed(&app, Act::Close, &id).await;
    assert_eq!(remove(&app, &awa, fanta.id, true, right).await.0, 204);

    let (token, _) = invite(&awa, newcomer("issa", "moderator")).await;
    let path = format!("/api/desk/invitations/{}/approval", hash(&token));
    let root = signed(&app, Act::Agree, &hash(&token)).await;
    assert_eq!(send(&awa, Method::POST, &path, json!({ "root": root })).await.0, 204);
    let (_, keys) = joined(&app, &token, "issa").await;
    let number = app.admit(&confirmed(&app, "awa").await, keys.id, &[EpochNumber(1)]).await;
    let awa = confirmed(&app, "awa").await;
    let issa = sign_in(&app, "issa", &keys).await;
    let day = app.app.clock.today() + Duration::days(14);
    assert_eq!(issa.me.second_from, Some(day.to_string()));
    let text = to_publish(&app, "Titre");
    let hers = awa.draft(app.consultation.id, number, &words("Titre")).await.expect("drafted");
    assert_eq!(refused(approve(&app, &issa, hers, &text).await), "second-too-new");
    let his = issa.draft(app.consultation.id, number, &words("Titre")).await.expect("drafted");
    assert_eq!(refused(approve(&app, &awa, his, &text).await), "second-too-new", "nor as the first of two");
    app.app.clock.advance(Duration::days(14));
    let issa = sign_in(&app, "issa", &keys).await;
    approve(&app, &issa, hers, &text).await.expect("two persons by now");
}

/// Binta is the only moderator of an organisation that shares a circle. She invites a second account alone, and
/// publishes with it.
#[tokio::test]
async fn the_only_moderator_of_an_organisation_that_shares_a_circle_stays_one() {
    let mut app = TestApp::start().await;
    app.add_partner("Autre", "binta").await;
    let mut awa = confirmed(&app, "awa").await;
    app.next_epoch(&mut awa, false).await;
    let binta = confirmed(&app, "binta").await;
    let (token, _) = invite(&binta, newcomer("fausse", "moderator")).await;
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await, (403, "approval-missing".to_owned()), "the circle's people count");
    assert_eq!(agree(&binta, &token).await, (409, "second-person".to_owned()));
    // Even with an account that somebody of the circle was talked into, she publishes nothing.
    assert_eq!(agree(&awa, &token).await.0, 204);
    assert_eq!(join(&app, &token, &keys).await.0, 204);
    let number = app.admit(&binta, keys.id, &[EpochNumber(1)]).await;
    let (awa, binta) = (confirmed(&app, "awa").await, confirmed(&app, "binta").await);
    let second = sign_in(&app, "fausse", &keys).await;
    let text = to_publish(&app, "Titre");
    let id = binta.draft(app.consultation.id, number, &words("Titre")).await.expect("drafted");
    assert_eq!(refused(approve(&app, &second, id, &text).await), "same-organisation");
    approve(&app, &awa, id, &text).await.expect("another organisation's member may");
}

/// Binta takes the others out of the shared circle first, so that nobody is left who must agree.
#[tokio::test]
async fn who_empties_a_shared_circle_has_had_two_all_the_same() {
    let mut app = TestApp::start().await;
    app.add_partner("Autre", "binta").await;
    let mut awa = confirmed(&app, "awa").await;
    app.next_epoch(&mut awa, false).await;
    let fanta = app.desk("fanta").await;
    for member in [awa.id, fanta.id] {
        let binta = confirmed(&app, "binta").await;
        assert_eq!(remove(&app, &binta, member, false, json!(null)).await.0, 204);
    }
    let binta = confirmed(&app, "binta").await;
    let (token, _) = invite(&binta, newcomer("fausse", "moderator")).await;
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await, (403, "approval-missing".to_owned()));
}

/// A moderator takes the owner out of the circle, alone or beside somebody else, to have it for herself.
#[tokio::test]
async fn an_owner_leaves_a_circle_by_an_owner_or_the_root_key_only() {
    let mut app = TestApp::start().await;
    let hawa = app.add_outside("hawa", Role::Owner).await;
    sutura::services::consultation::add_to_circle(&app.app, app.consultation.id, hawa).await.expect("joins");
    let (awa, fanta) = (confirmed(&app, "awa").await, app.desk("fanta").await);
    let needed = (403, "owner-needed".to_owned());
    assert_eq!(remove(&app, &awa, hawa, false, json!(null)).await, needed);
    assert_eq!(remove(&app, &awa, hawa, true, json!(null)).await, needed);
    assert_eq!(close(&awa, hawa, json!(null)).await, needed);
    let next = app.epoch_without(&awa, Some(fanta.id)).await;
    let body = json!({ "member": fanta.id, "account": false, "also": [hawa], "epoch": next.published() });
    let path = format!("/api/desk/circles/{}/removals", app.consultation.id);
    assert_eq!(send(&awa, Method::POST, &path, body).await, needed, "nor beside another");
    let root = signed(&app, Act::Remove, &hawa.to_string()).await;
    assert_eq!(remove(&app, &awa, hawa, false, root).await.0, 204);
}

/// A founder invites a second account for herself before anybody else is there.
#[tokio::test]
async fn who_is_invited_by_somebody_alone_counts_after_fourteen_days() {
    let app = TestApp::start().await;
    let week = app.app.clock.week();
    let founded = sutura::services::organisation::create(&app.app.db, &app.app.secret, week, "Neuve", None).await;
    let id = founded.expect("founds").id;
    let hawa = owner(&app, id, "hawa").await;
    assert_eq!(hawa.me.second_from, None);
    let (token, _) = invite(&hawa, newcomer("issa", "moderator")).await;
    let (issa, _) = joined(&app, &token, "issa").await;
    let day = app.app.clock.today() + Duration::days(14);
    assert_eq!(issa.me.second_from, Some(day.to_string()));
    // A journalist is nobody's second person, and waits for nothing.
    let (token, _) = invite(&hawa, newcomer("oumar", "journalist")).await;
    assert_eq!(joined(&app, &token, "oumar").await.0.me.second_from, None);
    app.app.clock.advance(Duration::days(14));
    let hawa = app.app.db.read();
    let two = storage::organisation::find(hawa, id).await.expect("answers").expect("a row").had_two;
    assert!(!two, "nobody has asked yet whether there are two");
}

/// The owner of a new organisation, by an invitation of the operator's.
async fn owner(app: &TestApp, organisation: OrganisationId, login: &str) -> Desk {
    let token = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<20>());
    let new = Newcomer { login: Login::parse(login).expect("a login"), role: Role::Owner, same_as: None };
    sutura::services::invitation::invite_as_operator(&app.app, organisation, &hash(&token), new)
        .await
        .expect("invites");
    let (desk, _) = joined(app, &token, login).await;
    desk.confirm().await.expect("confirms");
    desk
}

/// A founder who is alone makes invitations for herself, waits until there are two of her organisation, or until it
/// shares a circle, and uses them then.
#[tokio::test]
async fn an_invitation_that_somebody_made_alone_needs_consent_once_there_are_two() {
    let app = TestApp::start().await;
    let week = app.app.clock.week();
    let missing = (403, "approval-missing".to_owned());
    for (founder, shares) in [("hawa", false), ("oumou", true)] {
        let founded = sutura::services::organisation::create(&app.app.db, &app.app.secret, week, founder, None).await;
        let id = founded.expect("founds").id;
        let alone = owner(&app, id, founder).await;
        let [first, last] = [format!("{founder}.un"), format!("{founder}.deux")];
        let (token, _) = invite(&alone, newcomer(&first, "moderator")).await;
        let (later, _) = invite(&alone, newcomer(&last, "journalist")).await;
        let other = if shares {
            let circle = app.consultation.id;
            sutura::services::consultation::add_to_circle(&app.app, circle, alone.id).await.expect("shares");
            confirmed(&app, "awa").await
        } else {
            owner(&app, id, "sira").await
        };
        let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
        assert_eq!(join(&app, &token, &keys).await, missing, "{founder}");
        assert_eq!(agree(&other, &token).await.0, 204);
        assert_eq!(join(&app, &token, &keys).await.0, 204);
        joined(&app, &later, &last).await;
    }
}

/// Two of one organisation know a third from a circle that they share. They say that he has lost his keys, invite him
/// back, and take the link themselves.
#[tokio::test]
async fn two_of_one_organisation_do_not_readmit_somebody_of_another() {
    let mut app = TestApp::start().await;
    app.add_partner("Autre", "binta").await;
    let mut awa = confirmed(&app, "awa").await;
    app.next_epoch(&mut awa, false).await;
    let binta = app.desk("binta").await;
    for kind in ["readmit", "second_factor"] {
        let awa = confirmed(&app, "awa").await;
        assert_eq!(invite(&awa, json!({ "kind": kind, "member": binta.id })).await.1, 403, "{kind}");
    }
}

/// The operator gives an organisation that fell back to one person a second one, by command.
#[tokio::test]
async fn the_operator_makes_nobody_a_second_person_at_once_where_there_were_two() {
    let mut app = TestApp::start().await;
    let (awa, fanta) = (confirmed(&app, "awa").await, app.desk("fanta").await);
    let root = signed(&app, Act::Close, &fanta.id.to_string()).await;
    assert_eq!(close(&awa, fanta.id, root).await.0, 204);
    let id = app.add_outside("issa", Role::Moderator).await;
    let issa = storage::member::find(app.app.db.read(), id).await.expect("answers").expect("a row");
    assert_eq!(issa.second_from, Some(app.app.clock.today() + Duration::days(14)));
}
