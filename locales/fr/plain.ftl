### The forms without JavaScript, and the form for a file encrypted by hand.

# critical
plain-warning = Sans JavaScript, votre navigateur ne peut pas chiffrer. Le serveur verra votre texte un instant, le chiffrera aussitôt et l'effacera de sa mémoire. Il n'écrit rien en clair. Si vous craignez que le serveur soit surveillé, utilisez une autre façon.
# critical
plain-consent = J'ai compris que le serveur voit mon texte un instant, et je suis d'accord.
plain-receipt-wait = Le reçu s'affichera sur la page suivante, une seule fois.
sealed-title = Envoyer un fichier chiffré
sealed-how = Écrivez votre message dans un fichier, puis chiffrez-le avec age (version 1.3 ou plus récente), de préférence sur un ordinateur sans connexion :
sealed-recipient = Clé publique des relecteurs (période { $number })
sealed-size = La taille du fichier reste visible. Comparez la clé avec celle qu'affiche { $organisation }.
sealed-file = Le fichier chiffré (.age ou .tar)
parcel-how = Si le formulaire a préparé « fichier.tar », choisissez-le : personne ne peut le lire en chemin, vous non plus. Son reçu marchera ensuite.
parcel-arrived = Le signalement est arrivé
parcel-receipt = Le reçu noté quand le fichier a été préparé fonctionne maintenant.
sealed-own = Chiffrer vous-même avec l'outil age
plain-again = Corrigez-les ci-dessous. Cochez de nouveau l'accord et choisissez de nouveau vos fichiers.
