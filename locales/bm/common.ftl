### Words of every page: header, footer, choices.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
language = Kan
# status: draft
home = Soba
# status: draft
next = Ɲɛfɛta
# status: draft
back = Seginkɔ
# status: draft
send = A ci
# status: draft
cancel = A bali
# status: draft
delete = A jɔsi
# status: draft
open = A dayɛlɛ
# status: draft
close = A datugu
# status: draft
answer-yes = ɔwɔ
# status: draft
answer-no = ayi
# status: draft
listen = Lamɛn
