### Words of every page: header, footer, choices.
### Status of every message here: draft, until a native speaker has reviewed it.

site-name = Sutura
skip-to-content = Skip to content
quick-exit = Leave quickly
choose-language = Choose your language
language = Language
draft-banner = Translation in progress: nobody has reviewed it yet. What is missing is in French.
home = Home
nav-issues = What is published
nav-inbox = I have a receipt
nav-safety = Stay safe
nav-keys = The keys
nav-about = About
next = Next
back = Back
send = Send
cancel = Cancel
delete = Delete
open = Open
close = Close
answer-yes = Yes
answer-no = No
answer-unknown = I don't know
answer-other = Something else
listen = Listen
period-ongoing = It is still going on
title-questions = Questions
title-messages = Messages
title-file = File
title-number = Number
title-consultation = Consultation
title-advice = Advice
exit-plain = Without JavaScript, "Leave quickly" opens another site and clears nothing: the back button leads here again. Close the tab and clear the history.
onion = With Tor Browser:
letters = Letters
