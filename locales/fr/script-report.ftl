### What the report page's script says.

js-progress = Étape { $done } sur { $total }
js-verify = Vérification de la clé des relecteurs
js-derive = Préparation du reçu
js-encrypt = Chiffrement dans votre téléphone
js-ticket = Preuve contre les envois en masse
js-upload = Envoi de { $name }
js-submit = Envoi du message
js-done-of = { $done } sur { $total }
# critical
js-key-alarm = La clé publiée n'est pas authentique. Rien n'a été envoyé. N'envoyez rien par ce site et prévenez une association de confiance.
js-key-outdated = La clé des relecteurs a plus de 45 jours, ou la date du téléphone est fausse. Rien n'est parti. Vérifiez la date.
js-offline = Pas de réseau. Votre texte est toujours là ; l'envoi reprendra.
js-retry = Réessayer
js-empty = Répondez à une question au moins.
js-too-many = { $max } réponses au plus.
js-too-big = { $name } est trop gros ({ $max } au plus).
js-too-many-files = { $max } fichiers au plus.
js-remove = Retirer { $name }
js-nothing = Pas de réponse
js-edit = Modifier
js-pause = Pause
js-resume = Continuer
js-paused = En pause
js-left = encore { $left }
js-seconds = { $count } s
js-minutes = { $count } min
js-kilobytes = { $size } Ko
js-megabytes = { $size } Mo
js-waiting = Pas de réseau. L'envoi reprendra tout seul.
js-other-answer = Une autre page a répondu (Wi-Fi, entretien). Rien n'est confirmé ; réessayez.
js-save-explain = Vous pouvez garder ce signalement dans un fichier chiffré : personne ne peut le lire sur votre téléphone. Envoyez-le plus tard, ou donnez-le à une personne de confiance qui l'enverra. Effacez-le ensuite.
js-save = Garder le fichier chiffré
# critical
js-saved = Le fichier est prêt. Le reçu ci-dessous ne marchera qu'après l'envoi du fichier : notez-le maintenant, il ne s'affichera plus.
js-saved-where = Envoyer ce fichier plus tard
# critical
js-no-key = La clé des relecteurs n'a pas pu être vérifiée : rien ne peut être chiffré sans réseau.
js-invalid-missing = Répondez, ou choisissez « Je ne sais pas ».
js-invalid-too-long = C'est trop long : { $max } lettres au plus.
js-invalid-number = Écrivez un nombre de { $min } à { $max }, en chiffres.
js-invalid-year = Choisissez aussi l'année.
js-invalid-backwards = La fin est avant le début.
js-invalid-other = Cette réponse ne peut pas être lue. Corrigez-la ou effacez-la.
js-files-hidden = Les fichiers choisis ne partiront pas : cette question n'est plus posée.
js-loading = Chargement
js-again = Télécharger le fichier encore une fois
js-unreadable = Un fichier ne peut plus être lu. Retirez-le, ou choisissez-le de nouveau.
js-files-not = Pas de réseau : ces fichiers n'ont pas été ajoutés. Choisissez-les de nouveau plus tard.
js-kept = Pas encore envoyé
# critical
js-proxy = Ce navigateur fait passer les pages par les serveurs d'une entreprise : elle verrait votre texte. Rien ne peut être envoyé d'ici. Ouvrez cette adresse dans Chrome, Firefox ou Tor Browser.
# critical
js-old = Ce navigateur est trop ancien pour chiffrer. Rien n'a été envoyé. Ouvrez cette adresse dans un autre navigateur, ou choisissez une autre façon.
# critical
js-insecure = Cette adresse n'est pas protégée : quelqu'un sur le réseau peut changer la page. Rien ne peut être envoyé d'ici. Ouvrez l'adresse protégée, celle qui a un cadenas.
