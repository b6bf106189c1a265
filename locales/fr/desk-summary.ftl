### Summaries: drafting, the harm checklist, approving. Sent to the browser as data.

desk-summary-new = Écrire un résumé
desk-summary-consent = La source n'a pas permis de résumé.
desk-summary-title = Titre
desk-summary-body = Ce que l'on sait
desk-summary-asked = Ce qui est demandé, et à qui
desk-summary-side-effects = Effets possibles, même mauvais, si l'on agit
desk-summary-month = Mois
desk-summary-verification = Vérification
desk-summary-press = Lisible par la presse sous embargo
desk-summary-embargo = Public à partir du
desk-summary-save = Proposer au cercle
desk-summary-saved = Proposé. Un autre membre doit l'approuver.
desk-summary-approve = Approuver et publier
desk-summary-approve-warning = À cette date, le texte sera public et ne pourra plus être repris.
desk-summary-approved = Approuvé.
desk-summary-own = Vous êtes l'auteur : un autre membre doit approuver.
desk-summary-none = Aucun résumé en attente. Ouvrez un signalement pour en écrire un.
desk-summary-by = Proposé par { $name }
desk-harm-title = Liste de précautions
harm-check-no-person = Personne n'est nommé ni reconnaissable.
harm-check-no-small-place = Aucun lieu plus petit que la région.
harm-check-no-date = Aucune date plus fine que le mois.
harm-check-no-quote = Aucune phrase de la source n'est reprise.
harm-check-side-effects = Les effets possibles sont écrits.
harm-check-presumption = Rien n'accuse quelqu'un sans jugement.
