### The press desk. Sent to the browser as data.

desk-summaries = Résumés
desk-press-empty = Aucun résumé pour le moment.
desk-press-embargo = Embargo jusqu'au { $what }
desk-press-public = Public
