//! Ids of what a form without JavaScript sends: the same when a form is sent twice with the same content, another when
//! what it says was changed. The form's random number is not stored, so that an id tells nothing of what was said.

use sha2::{Digest as _, Sha256};

/// The id of `parts` that were sent with a form whose page carries `number`.
#[must_use]
pub fn bound_id<T: From<[u8; 16]>>(number: &[u8; 16], parts: &[&[u8]]) -> T {
    let mut hash = Sha256::new_with_prefix(b"sutura/form\0");
    hash.update(number);
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    T::from(std::array::from_fn(|at| digest[at]))
}

#[cfg(test)]
mod tests {
    use super::bound_id;
    use crate::domain::id::MessageId;

    #[test]
    fn an_id_depends_on_the_number_and_on_every_part() {
        let id: MessageId = bound_id(&[1; 16], &[b"a", b"b"]);
        assert_eq!(id, bound_id(&[1; 16], &[b"a", b"b"]));
        for (number, parts) in [([2; 16], [b"a".as_slice(), b"b"]), ([1; 16], [b"ab", b""]), ([1; 16], [b"a", b"c"])] {
            assert_ne!(id, bound_id(&number, &parts));
        }
    }
}
