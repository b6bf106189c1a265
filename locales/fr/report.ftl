### The report form, its review and the receipt.

report-noscript = Cette page a besoin de JavaScript pour chiffrer votre message. Utilisez le formulaire simple.
report-noscript-do = Ouvrir le formulaire simple
place-cercle = Cercle (facultatif)
place-unknown = Je ne veux pas le dire, ou je ne sais pas
place-formerly = { $name } (avant : { $old })
category-whole = En général
language-other = Une autre langue
account-hint-letters = Vous pouvez écrire sans lettres spéciales.
files-limits = { $count } fichiers au plus, { $size } chacun.
review-title = Voici exactement ce qui sera envoyé
review-go = Vérifier
# critical
review-warning = Relisez : y a-t-il un nom, un lieu ou une date qui permet de vous reconnaître ?
sending-title = Envoi en cours
receipt-title = Votre signalement est arrivé
receipt-label = Votre reçu
# critical
receipt-explain = Écrivez ce numéro sur un papier et cachez-le. Avec lui seul vous lirez les réponses. Si vous le perdez, personne ne peut le retrouver. Celui qui le trouve peut lire les réponses.
receipt-copy = Copier
receipt-next = Revenez dans une ou deux semaines : les relecteurs peuvent avoir une question.
receipt-done = J'ai noté le reçu
