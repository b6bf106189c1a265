//! Many reports and case records in one answer: a desk with thousands of them asks a few dozen times, not ten thousand.
//!
//! The answer is a sequence of frames, each `kind (1 byte: 1 report, 2 record) ‖ id (16) ‖ revision (4) ‖ epoch (4) ‖
//! length (4) ‖ bytes`, numbers big-endian; revision and epoch are 0 for a report. What would make the answer too large
//! is left out; the desk asks for it again.

use axum::extract::State;

use crate::api::desk::case::CiphertextRequest;
use crate::app::App;
use crate::domain::id::{ConsultationId, ReportId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::storage;
use crate::web::http::answer::Octets;
use crate::web::http::extract::{JsonBody, Path, SignedIn};

/// Ids in one request.
const MOST: usize = 500;
/// Bytes after which an answer ends.
const ENOUGH: usize = 4 << 20;
/// Rows that are read at a time: padded envelopes may have a mebibyte each.
const SLICE: usize = 16;

const REPORT: u8 = 1;
const RECORD: u8 = 2;

fn frame(out: &mut Vec<u8>, kind: u8, id: ReportId, numbers: [u32; 2], bytes: &[u8]) {
    out.push(kind);
    out.extend_from_slice(id.as_bytes());
    for number in numbers {
        out.extend_from_slice(&number.to_be_bytes());
    }
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// `POST /api/desk/circles/{consultation}/ciphertexts`
pub async fn fetch(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(wanted): JsonBody<CiphertextRequest>,
) -> Result<Octets, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    if wanted.envelopes.len() + wanted.records.len() > MOST {
        return Err(Refusal::TooLarge.into());
    }
    let consultation = moderator.consultation();
    let mut out = Vec::new();
    for ids in wanted.envelopes.chunks(SLICE) {
        if out.len() >= ENOUGH {
            break;
        }
        for (id, sealed) in storage::report::envelopes(app.db.read(), consultation, ids).await? {
            frame(&mut out, REPORT, id, [0, 0], sealed.as_bytes());
        }
    }
    for ids in wanted.records.chunks(SLICE) {
        if out.len() >= ENOUGH {
            break;
        }
        for (id, (revision, epoch, sealed)) in storage::case::list(app.db.read(), consultation, ids).await? {
            frame(&mut out, RECORD, id, [revision.0, epoch.0], sealed.as_bytes());
        }
    }
    Ok(Octets(out))
}
