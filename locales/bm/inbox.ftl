### The inbox of a receipt, with and without JavaScript.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
inbox-open = A dayɛlɛ
