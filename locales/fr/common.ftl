### Words of every page: header, footer, choices.

site-name = Sutura
skip-to-content = Aller au contenu
quick-exit = Quitter vite
choose-language = Choisissez votre langue
language = Langue
draft-banner = Traduction en cours : personne ne l'a encore relue. Ce qui manque est en français.
home = Accueil
nav-issues = Ce qui est publié
nav-inbox = J'ai un reçu
nav-safety = Se protéger
nav-keys = Les clés
nav-about = À propos
next = Suivant
back = Retour
send = Envoyer
cancel = Annuler
delete = Supprimer
open = Ouvrir
close = Fermer
answer-yes = Oui
answer-no = Non
answer-unknown = Je ne sais pas
answer-other = Autre chose
listen = Écouter
period-ongoing = Cela dure encore
title-questions = Questions
title-messages = Messages
title-file = Fichier
title-number = Numéro
title-consultation = Consultation
title-advice = Conseils
# critical
exit-plain = Sans JavaScript, « Quitter vite » ouvre un autre site et n'efface rien : le bouton retour ramène ici. Fermez l'onglet et effacez l'historique.
onion = Avec Tor Browser :
letters = Lettres
