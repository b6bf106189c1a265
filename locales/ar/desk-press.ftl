### The press desk. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-summaries = الملخصات
desk-press-empty = لا يوجد ملخص حاليا.
desk-press-embargo = حظر حتى { $what }
desk-press-public = علني
