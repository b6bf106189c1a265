### One consultation, before its form.
### Status of every message here: draft, until a native speaker has reviewed it.

before-title = Before you start
before-who = Who reads: the reviewers of { $organisation }.
before-who-not = Who cannot read: the state, the police, the army, the host of this site.
before-limits = We cannot promise rescue, an investigation, or that nobody will recognise you by your words. Do not write your name. Do not use a work phone.
start-report = Start
other-ways = Other ways to send
way-plain = Without JavaScript: a simple form. The server sees the text for an instant.
way-sealed = Encrypt a file yourself with the age tool
consultation-closed = This consultation is closed. Replies to what you sent stay readable with your receipt.
