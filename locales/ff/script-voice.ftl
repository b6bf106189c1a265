### What the recorder says, loaded when somebody wants to speak.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
jsr-start = Nanngito
# status: draft
jsr-delete = Momtu
