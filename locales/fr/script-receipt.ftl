### What the receipt's script says.

jsc-read = Lire à voix haute
jsc-stop = Arrêter
jsc-headphones = D'autres peuvent entendre. Mettez des écouteurs ou éloignez-vous.
jsc-check = Vérifier mon papier
jsc-group = Lisez sur votre papier, pas ici : quels sont les quatre chiffres du groupe { $number } ?
jsc-right = C'est juste. Cachez le papier.
jsc-wrong = Ce ne sont pas les bons chiffres. Relisez votre papier.
jsc-failed = Pas de réseau : le son n'est pas arrivé. Réessayez.
jsc-copy = Copier
jsc-copied = Copié
