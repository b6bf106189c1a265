### Guidance on staying safe.
### Status of every message here: draft, until a native speaker has reviewed it.

safety-title = Stay safe
safety-phone = Use your own phone or that of someone you trust. Never a work phone.
safety-shared = On a shared phone or in a cyber café, close the page and clear the history after sending.
safety-network = The operator can see that you visited this site, not what you write. With Tor Browser or Orbot it cannot.
safety-words = Do not write what only you can know. Give no name, no exact date, no small village.
safety-receipt = Write the receipt on paper, not in the phone.
safety-danger = In immediate danger do not stay on this page: get to safety. This site sends no rescue.
