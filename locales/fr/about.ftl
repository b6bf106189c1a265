### About this instance.

about-title = À propos
about-who = Ce site est tenu par { $organisation }.
about-how = Les messages sont chiffrés dans votre téléphone et ouverts seulement dans le navigateur des relecteurs. Le serveur garde des textes chiffrés, la semaine de réception et rien d'autre.
about-limits = Ce que nous ne savons pas empêcher : un serveur contraint de servir une autre page à une seule personne, un logiciel espion dans le téléphone, un texte qui vous fait reconnaître.
about-languages = Langues
about-language-source = langue d'origine
about-language-draft = brouillon, { $percent } % des textes, pas encore relu
about-software = Logiciel libre sous licence AGPL-3.0, version { $version }.
about-retention = Combien de temps
about-retention-terms = Un signalement est effacé au plus tard { $unreviewed } jours après son arrivée si personne ne l'a traité, { $rejected } jours après avoir été écarté, { $open } jours après le dernier acte, { $closed } jours après sa clôture, avec ses fichiers.
about-deleted = { $month } : { $count } effacés
about-deleted-few = { $month } : moins de cinq effacés
