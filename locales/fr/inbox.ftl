### The inbox of a receipt, with and without JavaScript.

inbox-title = Lire les réponses
inbox-code = Votre reçu : 24 chiffres
inbox-code-hint = Les espaces ne comptent pas.
inbox-open = Ouvrir
inbox-plain = Sans JavaScript
inbox-empty = Pas de message pour le moment. Revenez dans une ou deux semaines.
inbox-from-circle = Les relecteurs
inbox-reply = Votre réponse
inbox-reply-hint = N'écrivez ni votre nom ni ce qui permet de vous reconnaître.
inbox-files = Ajouter des fichiers
inbox-reply-send = Envoyer la réponse
inbox-reply-sent = Votre réponse est arrivée. Vous ne pourrez pas la relire ici.
inbox-delete = Supprimer ce message
inbox-deleted = Le message est supprimé.
inbox-withdraw = Retirer mon signalement
# critical
inbox-withdraw-warning = Le signalement, les fichiers et les messages seront effacés pour toujours. Ce qui est déjà publié le reste.
inbox-withdraw-confirm = Oui, tout effacer
inbox-withdrawn = Votre signalement est effacé. Ce reçu n'ouvre plus rien.
inbox-leave = Fermer et effacer de l'écran
inbox-status-received = Reçu
inbox-status-read = En cours de lecture
inbox-status-question = Une question pour vous
inbox-status-summarised = Résumé
inbox-status-published = Publié
inbox-status-closed = Clos
inbox-state = Où en est votre signalement
inbox-for = Vos réponses vont aux relecteurs de :
inbox-for-other = Si vous avez écrit à d'autres, n'écrivez rien ici.
inbox-consent = Changer mon accord
# critical
inbox-consent-explain = Vaut à partir de maintenant. Ce qui est déjà publié, ou lu par d'autres, ne peut pas être repris.
inbox-consent-save = Changer
inbox-consent-changed = Votre accord est changé. Les relecteurs le verront.
inbox-file = Télécharger
