//! A mail server on loopback that keeps what it is sent (SMTP, RFC 5321).

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

type Mails = Arc<Mutex<Vec<String>>>;

pub struct Mailbox {
    /// For `smtp_url`.
    pub url: String,
    mails: Mails,
}

impl Mailbox {
    /// Takes mail until the test ends.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("bound"));
        let mails = Mails::default();
        let kept = mails.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, kept.clone()));
            }
        });
        Self { url, mails }
    }

    /// Empties the mailbox. Each mail is returned as its whole conversation: commands, head and body.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.mails.lock().expect("no test panics while it holds this"))
    }
}

/// Takes the mails of one connection.
async fn converse(stream: TcpStream, mails: Mails) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut said = String::new();
    let mut in_data = false;
    write.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        said.push_str(&line);
        said.push('\n');
        let answer: &[u8] = match (in_data, line.as_str()) {
            (true, ".") => {
                in_data = false;
                mails.lock().expect("no test panics while it holds this").push(std::mem::take(&mut said));
                b"250 kept\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_data = true;
                b"354 go on\r\n"
            }
            (false, "QUIT") => b"221 bye\r\n",
            (false, _) => b"250 fine\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}
