//! What a member's browser needs to unlock.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::State;

use crate::api::bytes::Base64;
use crate::api::desk::me::{Colleague, EpochWrap, FormerColleague, IntakeLock, Me, MyCircle};
use crate::app::App;
use crate::domain::consultation::Intake;
use crate::domain::id::{ConsultationId, MemberId};
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::digest;
use crate::storage;
use crate::storage::member::Member;
use crate::web::http::extract::{CSRF, SignedIn};

/// `GET /api/desk/me`: the member's wrap, their circles with the wraps of each epoch, and the circle's public keys.
pub async fn me(State(app): State<App>, by: SignedIn) -> Result<Json<Me>, Error> {
    let csrf: Option<String> = by.session.get(CSRF).await.map_err(|_| Refusal::SignedOut)?;
    let mut circles = Vec::new();
    let mut organisations = BTreeMap::new();
    for id in storage::consultation::circles_of(app.db.read(), by.member.id).await? {
        circles.push(circle(&app, id, by.member.id).await?);
        let readers = storage::organisation::of_circle(app.db.read(), id).await?;
        organisations.extend(readers.into_iter().map(|organisation| (organisation.id, organisation.name)));
    }
    let (members, others) = colleagues(storage::member::list(app.db.read()).await?, &circles);
    let member = by.member;
    let mail = member.mail(&app.secret)?;
    Ok(Json(Me {
        member: member.id,
        person: member.person,
        login: member.login,
        role: member.role,
        second_from: member.second_from.map(|day| day.to_string()),
        csrf,
        wrap: Base64(member.wrap),
        circles,
        members,
        organisations,
        others,
        recovery: member.recovery.is_some(),
        mail,
        mail_offered: digest::is_on(&app),
        week: app.clock.week(),
        today: app.clock.today().to_string(),
    }))
}

/// A circle with the wraps that `member` holds in it.
async fn circle(app: &App, id: ConsultationId, member: MemberId) -> Result<MyCircle, Error> {
    let consultation = storage::consultation::find(app.db.read(), id).await?.ok_or(Refusal::NotFound)?;
    let wraps = storage::epoch::wraps(app.db.read(), id, member).await?;
    let heads = storage::consultation::heads(app.db.read(), id).await?;
    Ok(MyCircle {
        consultation: id,
        slug: consultation.slug,
        questionnaire: consultation.questionnaire,
        epochs: wraps.into_iter().map(|(number, wrap)| EpochWrap { number, wrap: Base64(wrap) }).collect(),
        members: storage::consultation::circle(app.db.read(), id).await?,
        heads: heads.iter().filter_map(|head| serde_json::from_str(head).ok()).collect(),
        rekey_due: consultation.rekey_due,
        lock: match consultation.intake {
            Intake::Locked { by, unlock_by } => Some(IntakeLock { by, unlock_by }),
            Intake::Open | Intake::Closed => None,
        },
    })
}

/// The members of the circles, and everybody else of their organisations who may be in a circle or may have been: what
/// they signed must stay readable after they left.
fn colleagues(
    members: Vec<Member>,
    circles: &[MyCircle],
) -> (BTreeMap<MemberId, Colleague>, BTreeMap<MemberId, FormerColleague>) {
    let in_circles: BTreeSet<_> = circles.iter().flat_map(|circle| &circle.members).copied().collect();
    let (inside, outside): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| in_circles.contains(&member.id));
    let organisations: BTreeSet<_> = inside.iter().map(|member| member.organisation).collect();
    let others = outside
        .into_iter()
        .filter(|member| member.role.may(Capability::JoinCircle) && organisations.contains(&member.organisation))
        .map(|member| (member.id, former(member)));
    let others = others.collect();
    let inside = inside.into_iter().map(|member| {
        let Member { id, person, login, role, organisation, recipient, signing, .. } = member;
        (id, Colleague { person, login, role, organisation, recipient, signing })
    });
    (inside.collect(), others)
}

fn former(member: Member) -> FormerColleague {
    let Member { person, login, organisation, signing, .. } = member;
    FormerColleague { person, login, organisation, signing }
}
