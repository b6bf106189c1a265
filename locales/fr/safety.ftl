### Guidance on staying safe.

safety-title = Se protéger
# critical
safety-danger = En danger immédiat, ne restez pas sur cette page : mettez-vous à l'abri. Ce site n'envoie pas de secours.
closed-title = C'est fermé
closed-done = Rien de votre message ni de votre reçu ne reste dans cette page.
# critical
closed-history = L'historique du navigateur garde l'adresse de ce site. Effacez-le, et fermez l'onglet.
safety-own-title = Votre téléphone
# critical
safety-own = Votre propre téléphone, ou celui d'une personne sûre, est le mieux. Un logiciel espion y voit tout : demandez un autre téléphone si quelqu'un l'a eu en main longtemps.
safety-work-title = Un téléphone de travail
# critical
safety-work = Jamais. L'employeur peut voir les pages que vous ouvrez. Le réseau Wi-Fi du bureau aussi.
safety-cafe-title = Un cybercafé
# critical
safety-cafe = Choisissez une place où personne ne voit l'écran. N'ouvrez pas votre compte de courriel au même moment. À la fin, effacez l'historique et fermez la fenêtre.
safety-shared-title = Un téléphone partagé
# critical
safety-shared = Utilisez la navigation privée. Ne gardez ni photo de l'écran, ni reçu dans le téléphone. À la fin, effacez l'historique.
safety-tor-title = Tor Browser
# critical
safety-tor = Il cache à l'opérateur que vous venez ici. Il est lent. Avec le niveau « le plus sûr », utilisez le formulaire simple.
safety-orbot-title = Orbot
# critical
safety-orbot = Cette application fait passer les autres applications du téléphone par Tor. Vérifiez qu'elle est allumée avant d'ouvrir ce site.
safety-seen-title = Qui peut voir que vous êtes venu
# critical
safety-seen = L'opérateur voit que vous avez visité ce site, pas ce que vous écrivez. Le téléphone garde l'adresse dans son historique. Dans certains pays, l'opérateur garde ces traces un an.
safety-words-title = Ce qu'il ne faut pas écrire
# critical
safety-words = Ni votre nom, ni votre numéro, ni une date exacte, ni un petit village, ni ce que vous seul pouvez savoir. Ne nommez pas d'autres victimes.
safety-receipt-title = Le reçu
# critical
safety-receipt = Écrivez-le sur un papier et cachez-le. Pas dans le téléphone, pas dans un message.
safety-exit-title = « Quitter vite »
# critical
safety-exit = Le bouton, ou trois fois la touche Échap, efface la page et ouvre un autre site. L'historique garde l'adresse de ce site, et les pages ouvertes avant. Un logiciel espion a tout vu.
