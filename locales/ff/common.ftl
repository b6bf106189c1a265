### Words of every page: header, footer, choices.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
language = Ɗemngal
# status: draft
home = Jaɓɓorgo
# status: draft
next = Jokku
# status: draft
back = Rutto
# status: draft
send = Neldu
# status: draft
cancel = Haaytu
# status: draft
delete = Momtu
# status: draft
open = Uddit
# status: draft
close = Uddu
# status: draft
answer-yes = Eey
# status: draft
answer-no = Alaa
# status: draft
listen = Heɗo
