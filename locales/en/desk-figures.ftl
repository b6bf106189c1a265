### Figures and the file for analysts. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-figures-open = Figures
desk-figures = Figures of the { $count } reports shown
desk-as-table = As a table
desk-count = Number
desk-workload = Workload
desk-waiting = New
desk-open = In progress
desk-oldest = Oldest
desk-csv = File for analysts (CSV)
desk-csv-hint = The coded answers of the reports shown whose source agreed to be counted. No words, no cercle, no week: region and month. The file is not encrypted.
desk-csv-small = Crossings of a matter and a region that are too rare to be published: { $count }. A table that shows them can point at somebody.
desk-csv-cell = { $what }, { $name }: { $count } ({ $min } are needed)
desk-csv-save = Save the CSV
desk-csv-done = { $count } rows saved; left out, for want of the source's consent: { $left }.
desk-charts-failed = The charts could not be loaded. The tables say the same.
