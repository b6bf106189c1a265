### The list of cases: filters, saved views, changes to many cases. Sent to the browser as data.
### Single words of the glossary (confidence A or B). Status of every message here: draft.

# status: draft
desk-search = Yiylo
