### The report form, its review and the receipt.

report-noscript = Cette page a besoin de JavaScript pour chiffrer votre message. Utilisez le formulaire simple.
report-noscript-do = Ouvrir le formulaire simple
place-cercle = Cercle (facultatif)
place-unknown = Pas de réponse
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
receipt-title = C'est bien arrivé
receipt-label = Votre reçu
# critical
receipt-explain = Écrivez ce numéro sur un papier et cachez-le. Avec lui seul vous lirez les réponses. Si vous le perdez, personne ne peut le retrouver. Celui qui le trouve peut lire les réponses.
receipt-next = Revenez dans une ou deux semaines : les relecteurs peuvent avoir une question.
receipt-done = J'ai noté le reçu
own-words = Avec vos mots
period-from = Début
period-to = Fin
period-month = Mois
period-year = Année
range-from = De
range-to = À (facultatif)
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
presentation-all = Tout sur une page
presentation-steps = Question par question
required = Une réponse est demandée. « Je ne sais pas » en est une.
help-title = Numéros d'aide
# critical
help-none = Cherchez de l'aide auprès d'un centre de santé ou d'une personne de confiance.
voice-answer = Répondre avec la voix
# critical
voice-plain = Sans JavaScript, la voix ne peut pas être modifiée. Écrivez plutôt. Un enregistrement joint plus bas partirait avec votre vraie voix.
plain-only-if = Seulement si vous avez répondu « { $answer } » à « { $question } ».
plain-only-if-not = Passez cette question si vous avez répondu « { $answer } » à « { $question } ».
synthetic-voice = Les voix sont de synthèse, pour la démonstration.
place-region = Région
report-loading = La page se prépare. Si rien ne vient après une minute, rechargez-la ou choisissez une autre façon.
report-sealed = Envoyer un fichier déjà chiffré
# critical
receipt-lost = Sans ce numéro, votre message est quand même lu. Mais vous ne pourrez ni lire les réponses, ni ajouter quelque chose, ni retirer.
withheld = Quelqu'un ne doit pas le lire ?
withheld-from = Ne pas montrer à
# critical
withheld-hint = Leur écran ne leur montre pas ce message. Ce n'est pas un mur : ils font partie du groupe et en ont la clé. Si vous craignez que l'un d'eux vous nuise, n'envoyez rien ici.
withheld-near = Les relecteurs qui viennent du lieu que j'ai indiqué : le cercle, ou la région si je n'ai pas choisi de cercle
withheld-organisation = Les relecteurs de : { $name }
withheld-all = Il doit rester une organisation pour vous lire.
withheld-elsewhere = Les relecteurs d'une autre organisation, choisie avant
