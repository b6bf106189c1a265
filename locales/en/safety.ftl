### Guidance on staying safe.
### Status of every message here: draft, until a native speaker has reviewed it.

safety-title = Stay safe
safety-danger = In immediate danger do not stay on this page: get to safety. This site sends no rescue.
closed-title = It is closed
closed-done = Nothing of your message or your receipt stays in this page.
closed-history = The history of the browser keeps the address of this site. Clear it, and close the tab.
safety-own-title = Your phone
safety-own = Your own phone, or that of a person you trust, is best. Spyware sees everything: ask for another phone if somebody had yours for a long time.
safety-work-title = A work phone
safety-work = Never. The employer can see which pages you open. So can the office Wi-Fi.
safety-cafe-title = A cyber café
safety-cafe = Choose a seat where nobody sees the screen. Do not open your mail account at the same time. At the end, clear the history and close the window.
safety-shared-title = A shared phone
safety-shared = Use a private window. Keep neither a picture of the screen nor the receipt in the phone. At the end, clear the history.
safety-tor-title = Tor Browser
safety-tor = It hides from the operator that you come here. It is slow. At the level "Safest", use the simple form.
safety-orbot-title = Orbot
safety-orbot = This app sends the other apps of the phone through Tor. Make sure that it is on before you open this site.
safety-seen-title = Who can see that you came
safety-seen = The operator sees that you visited this site, not what you write. The phone keeps the address in its history. In some countries the operator keeps these traces for a year.
safety-words-title = What not to write
safety-words = Neither your name nor your number, no exact date, no small village, nothing that only you can know. Do not name other victims.
safety-receipt-title = The receipt
safety-receipt = Write it on paper and hide it. Not in the phone, not in a message.
safety-exit-title = "Leave quickly"
safety-exit = The button, or the Escape key three times, clears the page and opens another site. The history keeps the address of this site and the pages opened before. Spyware has seen everything.
