### The public key history.
### Status of every message here: draft, until a native speaker has reviewed it.

keys-title = The reviewers' keys
keys-intro = Each period has its key. Each key is signed by the one before; the first by the organisation. Your browser checks the whole chain before encrypting.
keys-root = Fingerprint of the key of { $organisation }
keys-epoch = Period { $number }, from { $from }
keys-data = The chain as data
keys-none = No key is published yet: this consultation cannot receive anything.
