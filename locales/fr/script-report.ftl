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
# critical
js-no-crypto = Ce navigateur ne peut pas chiffrer. Rien n'a été envoyé. Utilisez une autre façon d'envoyer.
js-offline = Pas de réseau. Votre texte est toujours là ; l'envoi reprendra.
js-retry = Réessayer
js-empty = Répondez à une question au moins.
js-too-many = { $max } réponses au plus.
js-too-big = { $name } est trop gros ({ $max } au plus).
js-too-many-files = { $max } fichiers au plus.
js-remove = Retirer { $name }
js-nothing = Pas de réponse
js-edit = Modifier
js-copied = Copié
