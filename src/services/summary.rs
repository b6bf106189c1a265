//! Summaries: drafting (sealed) and approving (in clear, by a second member).

use super::authority::{self, Moderator};
use super::{epoch, party, write};
use crate::app::App;
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::sealed::{Sealed, Size};
use crate::crypto::{hex, random};
use crate::domain::audit::{Act, Actor};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MemberId, SummaryId};
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::refusal::Refusal;
use crate::domain::summary::{Text, check_approval, parse_day};
use crate::error::Error;
use crate::storage;
use crate::storage::summary::{Approval, Draft};

/// Stores a draft, sealed to the present epoch, under the id that its author drew. One that the author has stored under
/// this id before, approved or not, is left as it is: the first answer was lost. Refuses [`Refusal::StaleEpoch`], what
/// [`Sealed`] refuses, and [`Refusal::BadRequest`] for an id that belongs to another summary.
pub async fn draft(
    app: &App,
    by: &Moderator,
    (id, number): (SummaryId, EpochNumber),
    ciphertext: Vec<u8>,
) -> Result<(), Error> {
    let tx = write::begin_alone(app).await?;
    if let Some(of) = storage::summary::find_author(&tx, id).await? {
        return if of == (by.consultation(), by.id()) { Ok(()) } else { Err(Refusal::BadRequest.into()) };
    }
    epoch::require_current(app, by.consultation(), number).await?;
    let sealed = Sealed::parse(ciphertext, 1, Size::Padded).map_err(Refusal::from)?;
    let new =
        Draft { id, consultation: by.consultation(), epoch: number, author: by.id(), week: app.clock.week(), sealed };
    storage::summary::insert_draft(&tx, &new).await?;
    write::finish(app, tx, Actor::Member(by.id()), Act::SummaryDrafted).await
}

/// The slug of a summary that this member has approved before with this very document: the first answer was lost.
/// Refuses [`Refusal::NotFound`] for everything else.
pub async fn approved_before(
    app: &App,
    by: MemberId,
    id: SummaryId,
    document: &SignedDocument,
) -> Result<String, Error> {
    let approval = storage::summary::find_approval(app.db.read(), id).await?;
    let approval = approval.filter(|approval| approval.approver == by && approval.document == *document);
    Ok(approval.ok_or(Refusal::NotFound)?.slug)
}

/// Approves a draft: both signed documents are verified, the words become readable after the embargo. Refuses
/// [`Refusal::SameAuthor`], [`Refusal::SecondTooNew`], [`Refusal::SameOrganisation`], [`Refusal::DocumentForged`],
/// [`Refusal::ChecklistIncomplete`] or [`Invalid`].
pub async fn approve(
    app: &App,
    by: &Moderator,
    draft: &Draft,
    author_document: &SignedDocument,
    approver_document: &SignedDocument,
) -> Result<String, Error> {
    if draft.consultation != by.consultation() {
        return Err(Refusal::NotFound.into());
    }
    let author = storage::member::find(app.db.read(), draft.author).await?.ok_or(Refusal::DocumentForged)?;
    let authored = signed_text(app, author.id, author_document).await?;
    let text = signed_text(app, by.id(), approver_document).await?;
    check_approval(author.person, &authored, by.member().person, &text)?;
    text.validate()?;
    let embargo = text.embargo_until.as_deref().and_then(parse_day);
    let embargo_until = embargo.ok_or_else(|| Invalid::one("embargo_until", Reason::Malformed))?;
    let slug = format!("{}-{}", slug(&text.title), hex::hex(&random::bytes::<3>()));
    let approval =
        Approval { approver: by.id(), slug: &slug, text: &text, embargo_until, author_document, approver_document };
    let tx = app.db.begin().await?;
    party::two_of_circle(app, &tx, draft.consultation, &author, by.member()).await?;
    if !storage::summary::approve(&tx, draft.id, app.clock.week(), &approval).await? {
        return Err(Refusal::StaleRevision.into());
    }
    write::finish(app, tx, Actor::Member(by.id()), Act::SummaryApproved).await?;
    Ok(slug)
}

/// The words that a member has signed.
async fn signed_text(app: &App, member: MemberId, document: &SignedDocument) -> Result<Text, Error> {
    authority::signed_by(app, member, Kind::Summary, document).await?;
    serde_json::from_str(&document.signed).map_err(|_| Refusal::DocumentForged.into())
}

/// A title as part of a URL: ASCII letters and digits, hyphens between, at most 50.
fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut slug = String::new();
    for letter in title.nfd().filter(char::is_ascii).map(|letter| letter.to_ascii_lowercase()) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(50);
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "resume".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_title_becomes_a_short_ascii_slug() {
        assert_eq!(slug("Taxes illégales à Gao : « la route »"), "taxes-illegales-a-gao-la-route");
        assert_eq!(slug("الطريق"), "resume");
    }
}
