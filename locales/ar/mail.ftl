### The daily mail to members.
### Status of every message here: draft, until a native speaker has reviewed it.

mail-digest-subject = Sutura
mail-digest-body = مرحبا. تُرسل هذه الرسالة كل يوم سواء كان هناك جديد أم لا، ولا تقول شيئا عما في المكتب. لمعرفة ذلك ادخلوا المكتب كالعادة. لا تردوا على هذه الرسالة ولا تتبعوا أي رابط يدعي أنه من سوتورا.
