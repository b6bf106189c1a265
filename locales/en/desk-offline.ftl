### Work without a network. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-offline = No network. You can read and work; your changes leave, encrypted, when it comes back.
desk-offline-waiting = Changes kept here, encrypted, waiting to be sent: { $count }
desk-offline-sent = Changes made offline and sent: { $count }
desk-offline-joined = A colleague had written something else in the same field; your version is in the notes. Cases: { $count }
desk-offline-gone = Reports withdrawn or deleted meanwhile: { $count }
desk-offline-mine = [offline, { $name }] { $what }
desk-offline-refused = Changes that the server did not take; they stay here, encrypted: { $count }
