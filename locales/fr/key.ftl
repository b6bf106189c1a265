### The public key history.

keys-title = Les clés des relecteurs
keys-intro = Chaque période a sa clé. Chaque clé est signée par la précédente ; la première par l'organisation. Votre navigateur vérifie toute la chaîne avant de chiffrer.
keys-root = Empreinte de la clé de { $organisation }
keys-epoch = Période { $number }, à partir du { $from }
keys-data = La chaîne en données
keys-none = Aucune clé n'est encore publiée : cette consultation ne peut rien recevoir.
