### What the inbox's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

jsi-deriving = Opening the receipt: this may take up to twenty seconds
jsi-length = A receipt has 24 digits; there are { $count }.
jsi-digit = A receipt has digits only.
jsi-check = This receipt has a typing error. Read each group again.
jsi-forged = A message is not signed by the reviewers. It is not shown. Do not answer.
jsi-week = Week { $week }
jsi-empty-reply = Write an answer or attach a file.
