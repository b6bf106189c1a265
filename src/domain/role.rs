//! Roles: what each kind of member may see and do. This is the only table of it on the server; `services::authority`
//! turns it into proofs, and no other file names a role to decide something.
//!
//! A role is not enough to read reports: that also takes membership in the circle of their consultation, which only
//! roles with [`Capability::JoinCircle`] can have.
//!
//! How to add a role, from beginning to end:
//!
//! 1. A line in [`Role`] below. The compiler asks for its row in [`Role::rights`].
//! 2. Its place among the groups at the head of `tests/integration/matrix.rs`: every row of the matrix that does not
//!    say what it answers to the new role is a failing test.
//! 3. Its row in `web/src/desk/roles.ts`: the tabs of its desk and whom it may invite (the compiler asks for it, once
//!    the message is there and `npm run generate` has run). `tests/integration/texts.rs` compares both tables.
//! 4. The message `desk-role-<name>` in `locales/fr/desk-organisation.ftl`, with drafts in the complete languages.
//! 5. Its row in docs/architecture.md, "Roles".
//!
//! A capability that no role had before is a line in [`Capability`] and a proof in `services::authority`.

use serde::{Deserialize, Serialize};

use super::variants::{listed, named};

named! {
    /// What a member is there for. Each member has one role.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Role: "a role" {
        /// Answers for the organisation and holds its root key. In a small association the owner often reviews too.
        Owner = "owner",
        /// Looks after accounts, without reading reports.
        Administrator = "administrator",
        /// Reads and works on the reports of their circles.
        Moderator = "moderator",
        Journalist = "journalist",
        Relay = "relay",
        Analyst = "analyst",
        Institution = "institution",
    }
}

listed! {
    /// Something that only some roles may see or do. What every member may do (their own sessions, passphrase,
    /// passkeys, recovery sheet, mail address) needs none.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Capability {
        /// Belong to a circle: there, read and work on reports, draft and approve summaries, start epochs.
        JoinCircle,
        /// Reviewing is what the role is for: an account made by the operator joins the circles that have no key yet,
        /// and a circle that the member is not in does not exist for them (404), where others are refused (403).
        Review,
        /// Read approved summaries that are still under embargo, where their sources allowed it.
        ReadUnderEmbargo,
        /// Look after the organisation's people: the journal, invitations, closing accounts, closing the intake.
        /// Members who may do this are also each other's second person where an act needs two.
        LookAfterPeople,
        /// Make the root key, start and repair chains with it. Nobody else touches the accounts of those who may: two
        /// others could take the organisation over.
        HoldRootKey,
    }
}

/// The row of a role.
pub struct Rights {
    pub may: &'static [Capability],
    /// The roles whose members may invite somebody into this one.
    pub invited_by: &'static [Role],
}

impl Role {
    /// The table.
    #[must_use]
    pub const fn rights(self) -> Rights {
        use Capability as C;
        const OWNERS: &[Role] = &[Role::Owner];
        const COLLEAGUES: &[Role] = &[Role::Owner, Role::Administrator, Role::Moderator];
        match self {
            Self::Owner => Rights { may: &[C::JoinCircle, C::LookAfterPeople, C::HoldRootKey], invited_by: OWNERS },
            Self::Administrator => Rights { may: &[C::LookAfterPeople], invited_by: OWNERS },
            Self::Moderator => Rights {
                may: &[C::JoinCircle, C::Review, C::ReadUnderEmbargo, C::LookAfterPeople],
                invited_by: COLLEAGUES,
            },
            Self::Journalist => Rights { may: &[C::ReadUnderEmbargo], invited_by: COLLEAGUES },
            Self::Relay | Self::Analyst | Self::Institution => Rights { may: &[], invited_by: COLLEAGUES },
        }
    }

    /// Whether members of this role may do something.
    #[must_use]
    pub fn may(self, capability: Capability) -> bool {
        self.rights().may.contains(&capability)
    }

    /// Whether members of this role may invite somebody into `role`.
    #[must_use]
    pub fn may_invite(self, role: Self) -> bool {
        role.rights().invited_by.contains(&self)
    }

    /// Whether members of this role may readmit a member of `role` or close their account.
    #[must_use]
    pub fn may_touch(self, role: Self) -> bool {
        self.may(Capability::HoldRootKey) || !role.may(Capability::HoldRootKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(capability: Capability) -> Vec<&'static str> {
        Role::ALL.iter().filter(|role| role.may(capability)).map(|role| role.as_str()).collect()
    }

    /// Written out a second time on purpose: whoever opens something to a role says so twice.
    #[test]
    fn the_table_says_what_was_agreed() {
        assert_eq!(roles(Capability::JoinCircle), ["owner", "moderator"]);
        assert_eq!(roles(Capability::Review), ["moderator"]);
        assert_eq!(roles(Capability::ReadUnderEmbargo), ["moderator", "journalist"]);
        assert_eq!(roles(Capability::LookAfterPeople), ["owner", "administrator", "moderator"]);
        assert_eq!(roles(Capability::HoldRootKey), ["owner"]);
        assert!(Capability::ALL.iter().all(|capability| !roles(*capability).is_empty()));
    }

    #[test]
    fn only_owners_make_leaders_and_only_who_looks_after_people_invites() {
        for by in Role::ALL {
            for role in Role::ALL {
                let leads = matches!(role, Role::Owner | Role::Administrator);
                let expected = if leads { *by == Role::Owner } else { by.may(Capability::LookAfterPeople) };
                assert_eq!(by.may_invite(*role), expected, "{by} invites {role}");
            }
            assert_eq!(by.may_touch(Role::Owner), *by == Role::Owner);
            assert!(by.may_touch(Role::Moderator));
        }
    }
}
