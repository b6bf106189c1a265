### Choosing a passphrase. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-passphrase = Passphrase
desk-passphrase-change = Change your passphrase
desk-passphrase-hint = Six words drawn at random are safer than what one makes up. Your other sessions end; your passkeys and your recovery sheet work no longer: make them anew. If somebody knows the old passphrase, let the circle remove you instead: an old copy of the server would still open with it.
desk-passphrase-propose = Propose a passphrase
desk-passphrase-again = Propose another
desk-passphrase-type = Write it on paper, then copy it here
desk-passphrase-differs = This is not the proposed passphrase. Copy the six words, with their accents.
desk-passphrase-save = Change
desk-passphrase-done = Your passphrase is changed. The old one, your passkeys and your recovery sheet open nothing here any more. Make the sheet anew now.
desk-passphrase-new = Your passphrase
desk-passphrase-words = Six words drawn at random (recommended)
desk-passphrase-choose = A passphrase of my own
desk-own-passphrase = Your passphrase
desk-own-passphrase-again = The same once more
desk-own-passphrase-differs = The two differ.
desk-strength = Strength against guessing
desk-strength-weak = Too easy to guess: { $percent } % of what is needed. Add words that have nothing to do with each other.
desk-strength-enough = Strong enough.
