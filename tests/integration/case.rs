//! Case records: two members at once.

use serde_json::json;
use sutura::client::ClientError;

use crate::support::{TestApp, said};

#[tokio::test]
async fn the_second_of_two_edits_is_told_and_nothing_is_lost() {
    let app = TestApp::start().await;
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    awa.save(app.consultation.id, &row, "active", &json!({"notes": "awa"})).await.expect("saved");
    let second = fanta.save(app.consultation.id, &row, "active", &json!({"notes": "fanta"})).await;
    assert!(matches!(second, Err(ClientError::Refused(409, code)) if code == "stale-revision"));
    let row = fanta.reports(app.consultation.id).await.expect("lists").remove(0);
    assert_eq!(row.revision, 1);
    fanta.save(app.consultation.id, &row, "closed", &json!({"notes": "fanta"})).await.expect("saved");
    assert_eq!(fanta.reports(app.consultation.id).await.expect("lists")[0].revision, 2);
}

#[tokio::test]
async fn many_edits_at_once_leave_one_winner_each() {
    let app = TestApp::start().await;
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    let record = json!({"notes": "n"});
    let (first, second) = tokio::join!(
        awa.save(app.consultation.id, &row, "active", &record),
        fanta.save(app.consultation.id, &row, "active", &record),
    );
    assert_ne!(first.is_ok(), second.is_ok(), "{first:?} {second:?}");
}
