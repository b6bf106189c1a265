//! The fictional data of `content/demo/`, sent through the real protocol: reports by citizens, questions and case
//! records by moderators, replies by sources, summaries drafted by one and approved by another.

use serde::Deserialize;
use serde_json::json;
use time::{Date, Duration};

use crate::api::desk::case::ReportRow;
use crate::client::ClientError;
use crate::client::desk::Desk;
use crate::client::source::{Citizen, NewFile, Said};
use crate::domain::consent::Consent;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::ConsultationId;
use crate::domain::language::SOURCE;
use crate::domain::questionnaire::Answers;
use crate::domain::receipt::Receipt;
use crate::domain::summary::{CHECKLIST, Text, Verification};
use crate::domain::thread::CircleMessage;
use crate::domain::week::Week;

#[derive(Deserialize)]
struct Data {
    reports: Vec<DemoReport>,
    survey: Vec<SurveyAnswers>,
    summaries: Vec<DemoSummary>,
}

#[derive(Deserialize)]
struct DemoReport {
    answers: Answers,
    consent: Consent,
    question: Option<String>,
    reply: Option<String>,
}

#[derive(Deserialize)]
struct SurveyAnswers {
    answers: Answers,
    consent: Consent,
    /// The question that is answered by a recording.
    spoken: Option<String>,
}

#[derive(Deserialize)]
struct DemoSummary {
    title: String,
    body: String,
    asked: String,
    side_effects: String,
    category: String,
    country: String,
    region: String,
    month: String,
    verification: Verification,
    press: bool,
    embargo_days: i64,
}

fn data() -> Data {
    serde_json::from_str(include_str!("../../content/demo/data.json"))
        .expect("the built-in demonstration data are valid")
}

/// Where and when the data are made.
pub struct Setting<'a> {
    pub citizen: &'a Citizen,
    pub consultation: ConsultationId,
    pub week: Week,
    pub today: Date,
}

/// Sends all reports; the first carries a small text file. Returns the receipts in the order of the data.
pub async fn reports(at: &Setting<'_>) -> Result<Vec<Receipt>, ClientError> {
    let mut receipts = Vec::new();
    for (number, report) in data().reports.into_iter().enumerate() {
        let files = if number == 0 {
            let bytes = "Croquis fictif de la piste, pour la démonstration.\n".as_bytes().to_vec();
            vec![NewFile { name: "croquis.txt".into(), media_type: "text/plain".into(), bytes, question: None }]
        } else {
            Vec::new()
        };
        let said = Said {
            answers: report.answers,
            language: SOURCE.into(),
            consent: report.consent,
            files,
            withheld_from: Vec::new(),
        };
        receipts.push(at.citizen.report(at.consultation, said).await?);
    }
    Ok(receipts)
}

/// Sends the answers to the survey, some of them spoken by a synthetic voice.
pub async fn survey(at: &Setting<'_>) -> Result<Vec<Receipt>, ClientError> {
    let mut receipts = Vec::new();
    for response in data().survey {
        let recording = response.spoken.map(|question| NewFile {
            name: format!("{question}.ogg"),
            media_type: "audio/ogg".into(),
            bytes: include_bytes!("../../content/demo/voice.opus").to_vec(),
            question: Some(question),
        });
        let files = recording.into_iter().collect();
        let said = Said {
            answers: response.answers,
            language: SOURCE.into(),
            consent: response.consent,
            files,
            withheld_from: Vec::new(),
        };
        receipts.push(at.citizen.report(at.consultation, said).await?);
    }
    Ok(receipts)
}

/// Works on the cases: a record for every second one, a question where the data have one, then the replies.
pub async fn cases(at: &Setting<'_>, desks: [&Desk; 2], receipts: &[Receipt]) -> Result<(), ClientError> {
    let data = data();
    for (number, row) in desks[0].reports(at.consultation).await?.iter().enumerate() {
        let envelope = desks[0].envelope(at.consultation, row).await?;
        let account = envelope["answers"]["account"].as_str().unwrap_or_default();
        let matching = data
            .reports
            .iter()
            .find(|report| report.answers.get("account").and_then(|text| text.as_str()) == Some(account));
        let Some(report) = matching else { continue };
        let desk = desks[number % 2];
        if let Some(question) = &report.question {
            ask(at, desk, row, &envelope, question).await?;
        }
        if report.question.is_some() || number.is_multiple_of(2) {
            let status = if report.question.is_some() { "waiting" } else { "triage" };
            let category = &envelope["answers"]["category"][0];
            let record = json!({
                "v": 1, "report": row.id, "status": status, "severity": "moderate", "category": category,
                "place": envelope["answers"]["place"], "notes": "", "revision": row.revision + 1,
            });
            desk.save(at.consultation, row, "active", &record).await?;
        }
    }
    for (receipt, report) in receipts.iter().zip(&data.reports) {
        if let Some(reply) = &report.reply {
            at.citizen.answer(at.consultation, receipt, reply, Vec::new()).await?;
        }
    }
    Ok(())
}

async fn ask(
    at: &Setting<'_>,
    desk: &Desk,
    row: &ReportRow,
    envelope: &serde_json::Value,
    question: &str,
) -> Result<(), ClientError> {
    let message = CircleMessage {
        report: row.id,
        source: envelope["source_recipient"].as_str().unwrap_or_default().to_owned(),
        sequence: 0,
        body: question.to_owned(),
        attachments: Vec::new(),
        status: "question".to_owned(),
        week: at.week,
    };
    desk.ask(at.consultation, row, row.epoch, &message).await
}

/// Drafts by one moderator, approvals by another; the last summary stays a draft.
pub async fn summaries(at: &Setting<'_>, author: &Desk, approver: &Desk) -> Result<(), ClientError> {
    let summaries = data().summaries;
    let last = summaries.len() - 1;
    for (number, summary) in summaries.into_iter().enumerate() {
        let embargo = at.today + Duration::days(summary.embargo_days);
        let words = words(summary);
        let id = author.draft(at.consultation, EpochNumber(0), &words).await?;
        if number == last {
            continue;
        }
        let drafts = approver.drafts(at.consultation).await?;
        let (_, _, document) =
            drafts.into_iter().find(|(draft, _, _)| *draft == id).ok_or(ClientError::Protocol("draft"))?;
        let approved = Text { embargo_until: Some(embargo.to_string()), ..words };
        approver.approve(id, &document, &approved).await?;
    }
    Ok(())
}

fn words(summary: DemoSummary) -> Text {
    Text {
        title: summary.title,
        body: summary.body,
        asked: summary.asked,
        side_effects: summary.side_effects,
        category: summary.category,
        country: summary.country,
        region: summary.region,
        month: summary.month,
        verification: summary.verification,
        press: summary.press,
        checklist: CHECKLIST.iter().map(|line| (*line).to_owned()).collect(),
        embargo_until: None,
    }
}
