### Home page: what can be done here.
### Status of every message here: draft, until a native speaker has reviewed it.

home-title = Say what is happening, without giving your name
home-intro = You can report insecurity or corruption, or answer a consultation. Your phone encrypts your message: only the reviewers from civil society can open it.
home-consultations = Open consultations
home-none = No consultation is open at the moment. Come back later.
home-inbox = Have you already sent a message?
home-inbox-do = Read the replies with your receipt
