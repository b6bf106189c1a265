### What the recorder says, loaded when somebody wants to speak.

# critical
jsr-intro = Votre voix est modifiée sur votre appareil, avant le chiffrement. Il est plus difficile de vous reconnaître, mais pas impossible. Ne dites aucun nom.
jsr-start = Enregistrer
jsr-stop = Terminer
jsr-again = Recommencer
jsr-delete = Supprimer
jsr-time = { $done } sur { $total }
jsr-level = Niveau du son
jsr-alter = Modifier ma voix
# critical
jsr-natural = Attention : sans modification, on peut reconnaître votre voix.
# critical
jsr-no-alter = Ce navigateur ne peut pas modifier la voix. N'enregistrez rien ici : écrivez votre réponse.
jsr-denied = Le micro n'est pas autorisé, ou il n'y en a pas. Autorisez-le dans le navigateur, ou écrivez.
jsr-limit = La limite est atteinte : l'enregistrement est terminé.
jsr-check = Écoutez : voici ce qui sera entendu.
jsr-recorded = Enregistrement : { $done }
jsr-paused = En pause
jsr-sure = Oui, supprimer
