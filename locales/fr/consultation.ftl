### One consultation, before its form.

before-title = Avant de commencer
# critical
before-who = Lisent : les relecteurs de { $organisation }.
# critical
before-who-not = Ne lisent pas : l'État, la police, l'armée, l'hébergeur de ce site.
# critical
before-limits = Nous ne pouvons promettre ni secours, ni enquête, ni qu'on ne vous reconnaîtra pas à vos mots. N'écrivez pas votre nom. N'utilisez pas un téléphone de travail.
start-report = Commencer
other-ways = D'autres façons d'envoyer
way-plain = Sans JavaScript : un formulaire simple. Le serveur voit le texte un instant.
way-sealed = Chiffrer vous-même un fichier avec l'outil age
consultation-closed = Cette consultation est fermée. Vos réponses déjà envoyées restent lisibles avec votre reçu.
