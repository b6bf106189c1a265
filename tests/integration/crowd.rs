//! Crowds: a village gets through, an attack is asked for more work, and nobody is known by an address.

use std::time::Duration;

use futures_util::future::join_all;
use sutura::app::App;
use sutura::crypto::ticket;
use sutura::storage;
use time::Duration as Ahead;

use crate::intake::{Parts, form, offer, parts, post, post_to};
use crate::support::{TestApp, http, submit};

async fn work(app: &TestApp) -> u64 {
    offer(app).await["ticket"]["work"].as_u64().expect("a number")
}

async fn with_ticket(app: &TestApp, solved: &str) -> Parts {
    let mut new = parts(app).await;
    new.solved = solved.to_owned();
    new
}

async fn reports(app: &TestApp) -> u64 {
    storage::report::count(app.app.db.read()).await.expect("counts")
}

#[tokio::test]
async fn three_hundred_people_behind_one_address_all_get_through_in_ten_minutes() {
    let app = TestApp::start().await;
    let usual = work(&app).await;
    for _ in 0..30 {
        // Ten people at a time, each of whom opens the form, as a phone does, and sends; then twenty seconds.
        let everybody = (0..10).map(|_| async {
            assert_eq!(app.get("/fr/c/signaler/report").await.status(), 200);
            post(&app, &parts(&app).await).await.0
        });
        assert_eq!(join_all(everybody).await, [201; 10]);
        assert_eq!(work(&app).await, usual, "a village is no attack");
        app.app.clock.advance(Ahead::seconds(20));
    }
    assert_eq!(reports(&app).await, 300);
}

#[tokio::test]
async fn three_hundred_people_in_one_moment_all_get_through_at_the_price_of_more_work() {
    let app = TestApp::start().await;
    let usual = work(&app).await;
    for _ in 0..10 {
        let everybody = (0..30).map(|_| async {
            // As the page does: a refused ticket is replaced.
            for _ in 0..4 {
                if post(&app, &parts(&app).await).await.0 == 201 {
                    return;
                }
            }
            panic!("somebody did not get through");
        });
        join_all(everybody).await;
    }
    assert_eq!(reports(&app).await, 300);
    assert!(work(&app).await > usual, "the rush shows in the work");
    app.app.clock.advance(Ahead::minutes(10));
    assert_eq!(work(&app).await, usual, "and is forgotten");
}

#[tokio::test]
async fn a_ticket_that_was_put_by_before_a_rush_is_refused_and_a_fair_one_is_not() {
    let app = TestApp::start_with(|config| config.ticket_comfort = 2).await;
    let hoarded: Vec<Parts> = join_all((0..3).map(|_| parts(&app))).await;
    app.app.clock.advance(Ahead::seconds(121));
    let fair = parts(&app).await;
    for _ in 0..20 {
        let (status, _) = post(&app, &parts(&app).await).await;
        assert_eq!(status, 201);
    }
    for ticket in &hoarded {
        assert_eq!(post(&app, ticket).await, (403, "ticket-expired".into()));
    }
    assert_eq!(post(&app, &fair).await.0, 201, "who asked a moment ago is served");
}

#[tokio::test]
async fn forged_late_and_used_tickets_are_refused_by_every_process() {
    let app = TestApp::start().await;
    // A second process on the same database.
    let other =
        App::open(sutura::config::Config { max_connections: 50, ..app.app.config.clone() }).await.expect("opens");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let there = format!("http://{}", listener.local_addr().expect("bound"));
    tokio::spawn(sutura::web::http::listener::serve(listener, sutura::web::router(other), 50, std::future::pending()));

    let first = parts(&app).await;
    assert_eq!(post(&app, &first).await.0, 201);
    let again = with_ticket(&app, &first.solved).await;
    assert_eq!(post(&app, &again).await, (403, "ticket-spent".into()));
    assert_eq!(post_to(&there, &app, form(&again)).await, (403, "ticket-spent".into()));

    let forged = ticket::solve(&ticket::issue(b"another key", i64::MAX, 0), 0);
    let forged = with_ticket(&app, &forged).await;
    assert_eq!(post(&app, &forged).await, (403, "ticket-invalid".into()));
    assert_eq!(post_to(&there, &app, form(&forged)).await, (403, "ticket-invalid".into()));

    // A challenge says its work itself: one that claims less was not issued here.
    let late = parts(&app).await;
    app.app.clock.advance(Ahead::hours(7));
    assert_eq!(post(&app, &late).await, (403, "ticket-expired".into()));
}

#[tokio::test]
async fn a_burst_is_marked_for_its_circle_and_nothing_of_it_is_dropped() {
    let app = TestApp::start_with(|config| config.burst_size = 5).await;
    for _ in 0..12 {
        assert_eq!(post(&app, &parts(&app).await).await.0, 201);
    }
    app.app.clock.advance(Ahead::minutes(20));
    assert_eq!(post(&app, &parts(&app).await).await.0, 201);
    let rows = app.desk("awa").await.reports(app.consultation.id).await.expect("lists");
    let bursts: Vec<_> = rows.iter().filter_map(|row| row.burst).collect();
    assert_eq!((rows.len(), bursts.len()), (13, 7));
    assert!(bursts.iter().all(|burst| *burst == bursts[0]));
}

#[tokio::test]
async fn without_javascript_everybody_waits_a_turn_and_too_many_are_told_to_come_back() {
    let app = TestApp::start_with(|config| {
        config.plain_wait = 1;
        config.plain_per_minute = 1;
    })
    .await;
    let send = || async {
        let form = reqwest::multipart::Form::new().text("agree", "yes").text("account", "x");
        let began = tokio::time::Instant::now();
        let response = submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(form)).await;
        (response, began.elapsed())
    };
    let (first, second) = futures_util::future::join(send(), send()).await;
    // Either may have been first at the counter.
    let ((served, long), (sent_away, short)) = if first.0.status() == 200 { (first, second) } else { (second, first) };
    assert_eq!((served.status().as_u16(), sent_away.status().as_u16()), (200, 503));
    assert!(long >= Duration::from_secs(1) && short < Duration::from_secs(1), "{long:?}, {short:?}");
    assert!(sent_away.text().await.expect("a page").contains("votre texte y est encore"));
    assert_eq!(reports(&app).await, 1);
}

#[tokio::test]
async fn a_used_ticket_that_is_sent_again_and_again_costs_the_others_nothing() {
    let app = TestApp::start_with(|config| {
        config.ticket_comfort = 2;
        config.burst_size = 5;
    })
    .await;
    let usual = work(&app).await;
    let used = parts(&app).await;
    assert_eq!(post(&app, &used).await.0, 201);
    for _ in 0..30 {
        let again = with_ticket(&app, &used.solved).await;
        assert_eq!(post(&app, &again).await, (403, "ticket-spent".into()));
        let upload = http().post(format!("{}/api/uploads", app.url)).header("upload-length", 10_000);
        let refused = upload.header("sutura-ticket", &used.solved).send().await.expect("answers");
        assert_eq!(refused.status(), 403);
    }
    assert_eq!(work(&app).await, usual);
    assert_eq!(post(&app, &parts(&app).await).await.0, 201);
    let rows = app.desk("awa").await.reports(app.consultation.id).await.expect("lists");
    assert!(rows.iter().all(|row| row.burst.is_none()));
}

#[tokio::test]
async fn the_inbox_without_javascript_has_turns_of_its_own() {
    let app = TestApp::start_with(|config| {
        config.plain_wait = 1;
        config.plain_per_minute = 1;
    })
    .await;
    let open = || async {
        let form = reqwest::multipart::Form::new().text("agree", "yes").text("act", "open");
        let form = form.text("code", "0".repeat(24));
        let began = tokio::time::Instant::now();
        let response = submit(http().post(format!("{}/fr/inbox/plain", app.url)).multipart(form)).await;
        (response.status().as_u16(), began.elapsed())
    };
    let report = async {
        let form = reqwest::multipart::Form::new().text("agree", "yes").text("account", "x");
        submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(form)).await.status().as_u16()
    };
    let (first, second, report) = futures_util::future::join3(open(), open(), report).await;
    let (served, sent_away) = if first.0 == 503 { (second, first) } else { (first, second) };
    assert_eq!((served.0, sent_away.0), (400, 503), "a number that is no receipt is looked at in its turn");
    assert!(served.1 >= Duration::from_secs(1), "{:?}", served.1);
    assert_eq!(report, 200, "who sends a report waits elsewhere");
}
