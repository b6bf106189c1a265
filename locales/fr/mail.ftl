### The daily mail to members.

mail-digest-subject = Sutura
mail-digest-body = Bonjour. Ce message part chaque jour, qu'il y ait du nouveau ou non. Il ne dit rien de ce que contient le bureau. Pour savoir, entrez au bureau comme d'habitude. Ne répondez pas à ce message, et ne suivez aucun lien qui prétend venir de Sutura.
