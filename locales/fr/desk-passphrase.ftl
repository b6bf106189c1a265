### Choosing a passphrase. Sent to the browser as data.

desk-passphrase = Phrase secrète
desk-passphrase-change = Changer de phrase secrète
desk-passphrase-hint = Six mots tirés au hasard sont plus sûrs que ce que l'on invente. Vos autres sessions seront fermées ; vos clés d'accès et votre fiche de secours ne marcheront plus : refaites-les ensuite. Si un tiers connaît l'ancienne phrase, demandez plutôt au cercle de vous retirer : un ancien double du serveur s'ouvrirait encore avec elle.
desk-passphrase-propose = Proposer une phrase
desk-passphrase-again = En proposer une autre
desk-passphrase-type = Notez-la sur papier, puis recopiez-la ici
desk-passphrase-differs = Ce n'est pas la phrase proposée. Recopiez les six mots, avec leurs accents.
desk-passphrase-save = Changer
desk-passphrase-done = Votre phrase secrète est changée. L'ancienne, vos clés d'accès et votre fiche de secours n'ouvrent plus rien ici. Refaites la fiche maintenant.
desk-passphrase-new = Votre phrase secrète
desk-passphrase-words = Six mots tirés au hasard (conseillé)
desk-passphrase-choose = Une phrase que je choisis
desk-own-passphrase = Votre phrase
desk-own-passphrase-again = La même, encore une fois
desk-own-passphrase-differs = Les deux ne sont pas pareilles.
desk-strength = Résistance à qui devine
desk-strength-weak = Trop facile à deviner : { $percent } % de ce qu'il faut. Ajoutez des mots sans lien entre eux.
desk-strength-enough = Assez forte.
