### What the receipt's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

jsc-read = Read aloud
jsc-stop = Stop
jsc-headphones = Others may hear. Use earphones or move away.
jsc-check = Check my paper
jsc-group = Read it from your paper, not here: what are the four digits of group { $number }?
jsc-right = That is right. Hide the paper.
jsc-wrong = These are not the right digits. Read your paper again.
jsc-failed = No network: the sound did not arrive. Try again.
jsc-copy = Copy
jsc-copied = Copied
