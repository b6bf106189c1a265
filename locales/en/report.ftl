### The report form, its review and the receipt.
### Status of every message here: draft, until a native speaker has reviewed it.

report-noscript = This page needs JavaScript to encrypt your message. Use the simple form.
report-noscript-do = Open the simple form
place-cercle = Cercle (optional)
place-unknown = I would rather not say, or I don't know
place-formerly = { $name } (formerly: { $old })
category-whole = In general
language-other = Another language
account-hint-letters = You may write without special letters.
files-limits = { $count } files at most, { $size } each.
review-title = This is exactly what will be sent
review-go = Review
review-warning = Read again: is there a name, a place or a date that lets people recognise you?
sending-title = Sending
receipt-title = Your report has arrived
receipt-label = Your receipt
receipt-explain = Write this number on paper and hide it. Only with it can you read the replies. If you lose it, nobody can recover it. Whoever finds it can read the replies.
receipt-copy = Copy
receipt-next = Come back in a week or two: the reviewers may have a question.
receipt-done = I have noted the receipt
