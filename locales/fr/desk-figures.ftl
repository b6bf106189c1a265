### Figures and the file for analysts. Sent to the browser as data.

desk-figures-open = Chiffres
desk-figures = Chiffres des { $count } signalements affichés
desk-as-table = En tableau
desk-count = Nombre
desk-workload = Charge de travail
desk-waiting = Nouveaux
desk-open = En cours
desk-oldest = Le plus ancien
desk-csv = Fichier pour analystes (CSV)
desk-csv-hint = Les réponses codées des signalements affichés dont la source accepte d'être comptée. Ni texte, ni cercle, ni semaine : région et mois. Le fichier n'est pas chiffré.
desk-csv-small = Croisements d'un sujet et d'une région trop rares pour être publiés : { $count }. Un tableau qui les montre peut désigner quelqu'un.
desk-csv-cell = { $what }, { $name } : { $count } (il en faut { $min })
desk-csv-save = Enregistrer le CSV
desk-csv-done = { $count } lignes enregistrées ; laissés de côté, faute d'accord de la source : { $left }.
desk-charts-failed = Les graphiques n'ont pas pu être chargés. Les tableaux disent la même chose.
