### The report form, its review and the receipt.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
place-region = Mara
