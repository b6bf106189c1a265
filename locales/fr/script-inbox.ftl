### What the inbox's script says.

jsi-deriving = Ouverture du reçu : cela peut prendre jusqu'à vingt secondes
jsi-length = Un reçu a 24 chiffres ; il y en a { $count }.
jsi-digit = Un reçu n'a que des chiffres.
jsi-check = Ce reçu contient une faute de frappe. Relisez chaque groupe.
# critical
jsi-forged = Un message n'est pas signé par les relecteurs. Il n'est pas affiché. Ne répondez pas.
jsi-week = Semaine { $week }
jsi-empty-reply = Écrivez une réponse ou joignez un fichier.
jsi-unknown = Aucun signalement ne correspond à ce reçu. Il a été retiré ou effacé après le délai, ou le reçu vient d'un autre site.
jsi-file = Ouvrir { $name } ({ $size })
# critical
jsi-file-damaged = Ce fichier est abîmé ou n'est pas celui qui a été annoncé. Il n'est pas ouvert.
jsi-choose-consent = Choisissez une ligne.
jsi-sure = Oui, supprimer
