### What the script for files says, loaded with the first file.

jsf-preparing = Préparation de { $name }
jsf-name-photo = photo
jsf-name-film = video
jsf-name-sound = son
jsf-cleaned = Image réduite. Lieu, date et appareil retirés.
jsf-stripped = Original gardé. Lieu, date et appareil retirés du fichier.
jsf-original = Garder l'original
jsf-smaller = Réduire l'image
# critical
jsf-original-danger = L'original peut vous trahir : visages, reflets, plaques, et les défauts propres à votre appareil. Gardez-le seulement si les détails comptent.
# critical
jsf-film = Lieu, date et appareil retirés du fichier. Restent les visages, les voix et les lieux que l'on voit.
# critical
jsf-document = Ce document peut contenir le nom de son auteur. Mieux vaut le photographier.
# critical
jsf-sound = Une voix peut être reconnue. Mieux vaut répondre avec la voix, plus haut : elle sera modifiée.
# critical
jsf-unknown = Nous ne savons pas retirer les informations cachées de ce fichier. Il partira tel quel.
