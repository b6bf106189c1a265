### The public key history.
### Status of every message here: draft, until a native speaker has reviewed it.

keys-title = The reviewers' keys
keys-intro = Each period has its key. Each key is signed by the one before; the first by the organisation. Your browser checks the whole chain before encrypting.
keys-root = Fingerprint of the key of { $organisation }
keys-epoch = Period { $number }, from { $from }
keys-data = The chain as data
keys-none = No key is published yet: this consultation cannot receive anything.
keys-poster = The poster to print
keys-due = The next period is due: thirty days have passed. The keys are still safe; the reviewers should change them.
keys-by-root = Signed by the organisation.
keys-by-epoch = Signed by the period before.
poster-title = Poster
poster-what = Before you report, compare these eight words with those of the page “The keys”. If they differ, send nothing: somebody pretends to be us.
poster-how = The page of the keys:
poster-code = QR code of the page of the keys
poster-print = Print this page on a sheet of A4. Read the eight words on the radio.
