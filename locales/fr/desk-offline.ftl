### Work without a network. Sent to the browser as data.

desk-offline = Pas de réseau. Vous pouvez lire et travailler ; vos changements partiront, chiffrés, quand le réseau reviendra.
desk-offline-waiting = Changements gardés ici, chiffrés, en attente d'envoi : { $count }
desk-offline-sent = Changements faits hors ligne et envoyés : { $count }
desk-offline-joined = Un collègue avait écrit autre chose dans le même champ ; votre version est dans les notes. Cas : { $count }
desk-offline-gone = Signalements retirés ou effacés entre-temps : { $count }
desk-offline-mine = [hors ligne, { $name }] { $what }
desk-offline-refused = Changements que le serveur n'a pas pris ; ils restent ici, chiffrés : { $count }
