### One consultation, before its form.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
start-report = Fuɗɗo
