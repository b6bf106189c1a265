### About this instance.
### Status of every message here: draft, until a native speaker has reviewed it.

about-title = About
about-who = This site is run by { $organisation }.
about-how = Messages are encrypted in your phone and opened only in the reviewers' browsers. The server keeps ciphertext, the week of reception and nothing else.
about-limits = What we cannot prevent: a server forced to serve another page to one person, spyware in the phone, a text that gives you away.
about-languages = Languages
about-language-source = source language
about-language-draft = draft, { $percent } % of the texts, not reviewed yet
about-software = Free software under the AGPL-3.0 licence, version { $version }.
about-retention = How long
about-retention-terms = A report is deleted { $unreviewed } days after its arrival at the latest if nobody has worked on it, { $rejected } days after it was set aside, { $open } days after the last act, { $closed } days after it was closed, with its files.
about-deleted = { $month }: { $count } deleted
about-deleted-few = { $month }: fewer than five deleted
