### What the report page's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

js-progress = Step { $done } of { $total }
js-verify = Checking the reviewers' key
js-derive = Preparing the receipt
js-encrypt = Encrypting in your phone
js-ticket = Proof against mass sending
js-upload = Sending { $name }
js-submit = Sending the message
js-done-of = { $done } of { $total }
js-key-alarm = The published key is not authentic. Nothing was sent. Send nothing through this site and tell an association you trust.
js-no-crypto = This browser cannot encrypt. Nothing was sent. Use another way to send.
js-offline = No network. Your text is still here; sending will resume.
js-retry = Try again
js-empty = Answer at least one question.
js-too-many = { $max } answers at most.
js-too-big = { $name } is too large ({ $max } at most).
js-too-many-files = { $max } files at most.
js-remove = Remove { $name }
js-nothing = No answer
js-edit = Change
js-copied = Copied
