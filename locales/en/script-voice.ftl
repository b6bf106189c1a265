### What the recorder says, loaded when somebody wants to speak.
### Status of every message here: draft, until a native speaker has reviewed it.

jsr-intro = Your voice is altered on your device, before encryption. It is harder to recognise you, but not impossible. Say no names.
jsr-start = Record
jsr-stop = Finish
jsr-again = Start again
jsr-delete = Delete
jsr-time = { $done } of { $total }
jsr-level = Sound level
jsr-alter = Alter my voice
jsr-natural = Careful: without alteration your voice can be recognised.
jsr-no-alter = This browser cannot alter the voice. Record nothing here: write your answer.
jsr-denied = The microphone is not allowed, or there is none. Allow it in the browser, or write.
jsr-limit = The limit is reached: the recording is finished.
jsr-check = Listen: this is what will be heard.
jsr-recorded = Recording: { $done }
jsr-paused = Paused
jsr-sure = Yes, delete
