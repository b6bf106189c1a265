//! Sending mail (RFC 5321, RFC 5322) by SMTP. Knows nothing of members or texts: `jobs` says who is written what.

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

/// Characters of an address (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// Why a mail was not sent. Nothing of the server's answer is told: it may repeat the address.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("mail_from is not an address")]
    Sender,
    #[error("a member's address is malformed")]
    Recipient,
    #[error("the mail cannot be written")]
    Unwritable,
    #[error("smtp_url is malformed")]
    Url,
    #[error("the mail server did not take it")]
    Refused,
}

/// A mail in plain text.
pub struct Mail<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub subject: String,
    pub body: String,
}

/// Whether a text is an address that mail can go to: without a name, on one line.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.len() <= LONGEST_ADDRESS && text.parse::<Mailbox>().is_ok_and(|mailbox| mailbox.name.is_none())
}

/// Sends a mail through the server at `smtp_url` (`smtps://user:password@host`, `smtp://host:587?tls=required`).
pub async fn send(smtp_url: &str, mail: Mail<'_>) -> Result<(), MailError> {
    let message = Message::builder()
        .from(mail.from.parse().map_err(|_| MailError::Sender)?)
        .to(mail.to.parse().map_err(|_| MailError::Recipient)?)
        .subject(mail.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body)
        .map_err(|_| MailError::Unwritable)?;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url).map_err(|_| MailError::Url)?.build();
    transport.send(message).await.map_err(|_| MailError::Refused)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn only_a_bare_address_is_written_to() {
        assert!(is_address("awa@example.org"));
        for wrong in ["", "awa", "Awa <awa@example.org>", "awa@example.org\r\nBcc: x@example.org"] {
            assert!(!is_address(wrong), "{wrong:?}");
        }
        assert!(!is_address(&format!("{}@example.org", "a".repeat(250))));
    }
}
