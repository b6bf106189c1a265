### What the inbox's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

jsi-deriving = Opening the receipt: this may take up to twenty seconds
jsi-length = A receipt has 24 digits; there are { $count }.
jsi-digit = A receipt has digits only.
jsi-check = This receipt has a typing error. Read each group again.
jsi-forged = A message is not signed by the reviewers. It is not shown. Do not answer.
jsi-week = Week { $week }
jsi-empty-reply = Write an answer or attach a file.
jsi-unknown = No report belongs to this receipt. It was withdrawn, or deleted after its time, or the receipt comes from another site.
jsi-file = Open { $name } ({ $size })
jsi-file-damaged = This file is damaged or is not the one that was announced. It is not opened.
jsi-choose-consent = Choose a line.
jsi-sure = Yes, delete
