//! White space between the attributes of a page's tags. Templates break their lines there; a phone need not load it.

/// The page with every run of white space inside a tag, outside quotes, made one space. Text between tags (a person's
/// words in a `textarea`) is left as it is: a `<` in it is escaped, so that no tag begins there. Nor is a script read.
pub fn tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = next_tag(rest) {
        out.push_str(&rest[..start]);
        let script = rest[start..].starts_with("<script");
        rest = tag(&rest[start..], &mut out);
        if script {
            let end = rest.find("</script").unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
    out
}

/// Where the next tag begins: `<` before a letter, as HTML says (13.2.5.6).
fn next_tag(html: &str) -> Option<usize> {
    html.match_indices('<')
        .map(|(at, _)| at)
        .find(|at| html[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic()))
}

/// Writes the tag that `html` begins with and returns what follows it.
fn tag<'a>(html: &'a str, out: &mut String) -> &'a str {
    let mut quoted = false;
    let mut space = false;
    for (at, character) in html.char_indices() {
        if character.is_ascii_whitespace() && !quoted {
            space = true;
            continue;
        }
        let ends = character == '>' && !quoted;
        if space && !ends {
            out.push(' ');
        }
        space = false;
        out.push(character);
        quoted ^= character == '"';
        if ends {
            return &html[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn only_white_space_between_attributes_goes() {
        assert_eq!(tags("<p\n  class=\"a\n b\"\n>a\n  b</p>"), "<p class=\"a\n b\">a\n  b</p>");
        assert_eq!(
            tags("<textarea\n rows=\"3\">1 &lt; 2\n\n 3</textarea>"),
            "<textarea rows=\"3\">1 &lt; 2\n\n 3</textarea>"
        );
        assert_eq!(tags("<a title=\"b > c\"\n  href=\"é\">1 < 2  </a>"), "<a title=\"b > c\" href=\"é\">1 < 2  </a>");
        assert_eq!(tags("<script\n src=\"a\">if(a<b )\n c</script\n>"), "<script src=\"a\">if(a<b )\n c</script\n>");
        for whole in ["", "<", "a  b", "<!-- a  b -->", "</p >"] {
            assert_eq!(tags(whole), whole);
        }
        assert_eq!(tags("<p  "), "<p");
    }
}
