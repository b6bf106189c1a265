### Home page: what can be done here.

home-title = Dire ce qui se passe, sans donner son nom
home-intro = Vous pouvez signaler une insécurité ou une corruption, ou répondre à une consultation. Votre téléphone chiffre votre message : seuls les relecteurs de la société civile peuvent l'ouvrir.
home-consultations = Consultations ouvertes
home-none = Aucune consultation n'est ouverte pour le moment. Revenez plus tard.
home-inbox = Vous avez déjà envoyé un message ?
home-inbox-do = Lire les réponses avec votre reçu
