### The public key history.

keys-title = Les clés des relecteurs
keys-intro = Chaque période a sa clé. Chaque clé est signée par la précédente ; la première par l'organisation. Votre navigateur vérifie toute la chaîne avant de chiffrer.
keys-root = Empreinte de la clé de { $organisation }
keys-epoch = Période { $number }, à partir du { $from }
keys-data = La chaîne en données
keys-none = Aucune clé n'est encore publiée : cette consultation ne peut rien recevoir.
keys-poster = L'affiche à imprimer
keys-due = La période suivante est due : trente jours ont passé. Les clés restent sûres ; les relecteurs doivent en changer.
keys-by-root = Signée par l'organisation.
keys-by-epoch = Signée par la période d'avant.
poster-title = Affiche
poster-what = Avant de signaler, comparez ces huit mots avec ceux de la page « Les clés ». S'ils sont différents, n'envoyez rien : quelqu'un se fait passer pour nous.
poster-how = La page des clés :
poster-code = Code QR de la page des clés
poster-print = Imprimez cette page sur une feuille A4. Lisez les huit mots à la radio.
