### Published issues.

issues-title = Ce qui est publié
issues-intro = Des résumés relus par deux personnes, sans nom ni détail. Ils disent ce que des citoyens ont signalé, pas ce qu'un juge a établi.
issues-none = Rien n'est encore publié. Les résumés apparaîtront ici après relecture.
issues-feed = Suivre par flux Atom
issues-data = Données ouvertes (JSON)
issue-known = Ce que l'on sait
issue-asked = Ce qui est demandé
issue-side-effects = Ce qui pourrait mal tourner
issue-region = Région
issue-month = Mois
issue-verification = Degré de vérification
issue-presumption = Toute personne est présumée innocente tant qu'un tribunal n'a pas jugé.
verification-unverified = Non vérifié
verification-plausible = Plausible
verification-corroborated = Recoupé par au moins deux sources
verification-documented = Documenté
verification-refuted = Infirmé
