### What the script for files says, loaded with the first file.
### Status of every message here: draft, until a native speaker has reviewed it.

jsf-preparing = Preparing { $name }
jsf-name-photo = photo
jsf-name-film = video
jsf-name-sound = sound
jsf-cleaned = Smaller picture. Place, date and device removed.
jsf-stripped = Original kept. Place, date and device removed from the file.
jsf-original = Keep the original
jsf-smaller = Make it smaller
jsf-original-danger = The original can give you away: faces, reflections, number plates, and the flaws of your own device. Keep it only if the details matter.
jsf-film = Place, date and device removed from the file. Faces, voices and places that can be seen remain.
jsf-document = This document may contain its author's name. Better to photograph it.
jsf-sound = A voice can be recognised. Better to answer with your voice, above: it will be altered.
jsf-unknown = We cannot remove the hidden information of this file. It will leave as it is.
