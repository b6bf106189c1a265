### The daily mail to members.
### Status of every message here: draft, until a native speaker has reviewed it.

mail-digest-subject = Sutura
mail-digest-body = Hello. This message leaves every day, whether there is news or not. It says nothing about what is at the desk. To know, enter the desk as usual. Do not answer this message, and follow no link that claims to come from Sutura.
