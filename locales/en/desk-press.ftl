### The press desk. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-summaries = Summaries
desk-press-empty = No summary for now.
desk-press-embargo = Embargo until { $what }
desk-press-public = Public
