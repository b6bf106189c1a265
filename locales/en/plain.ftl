### The forms without JavaScript, and the form for a file encrypted by hand.
### Status of every message here: draft, until a native speaker has reviewed it.

plain-warning = Without JavaScript your browser cannot encrypt. The server will see your text for an instant, encrypt it at once and erase it from its memory. It writes nothing in clear. If you fear that the server is watched, use another way.
plain-consent = I understand that the server sees my text for an instant, and I agree.
plain-receipt-wait = The receipt will be shown on the next page, once only.
sealed-title = Send an encrypted file
sealed-how = Write your message in a file, then encrypt it with age (version 1.3 or newer), best on a computer without a connection:
sealed-recipient = Public key of the reviewers (period { $number })
sealed-size = The size of the file stays visible. Compare the key with the one that { $organisation } displays.
sealed-file = The encrypted file (.age or .tar)
parcel-how = If the form prepared "fichier.tar", choose it: nobody can read it on the way, you neither. Its receipt will work afterwards.
parcel-arrived = The report has arrived
parcel-receipt = The receipt written down when the file was prepared works now.
sealed-own = Encrypt by yourself with the age tool
plain-again = Correct them below. Tick the agreement again and choose your files again.
