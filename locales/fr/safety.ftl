### Guidance on staying safe.

safety-title = Se protéger
# critical
safety-phone = Utilisez votre propre téléphone ou celui d'une personne sûre. Jamais un téléphone de travail.
# critical
safety-shared = Sur un téléphone partagé ou dans un cybercafé, fermez la page et effacez l'historique après l'envoi.
# critical
safety-network = L'opérateur peut voir que vous avez visité ce site, pas ce que vous écrivez. Avec Tor Browser ou Orbot, il ne le voit pas.
# critical
safety-words = N'écrivez pas ce que vous seul pouvez savoir. Ne donnez ni nom, ni date exacte, ni petit village.
# critical
safety-receipt = Écrivez le reçu sur un papier, pas dans le téléphone.
# critical
safety-danger = En danger immédiat, ne restez pas sur cette page : mettez-vous à l'abri. Ce site n'envoie pas de secours.
