### Choosing a passphrase. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-passphrase = العبارة السرية
desk-passphrase-change = تغيير عبارة السر
desk-passphrase-hint = ست كلمات عشوائية آمن مما يخترعه المرء. تغلق جلساتكم الأخرى، ولن تعمل مفاتيح المرور وورقة الاسترجاع: أعيدوا صنعها. إن عرف شخص العبارة القديمة فاطلبوا من الدائرة إخراجكم بدلا من ذلك: نسخة قديمة من الخادم ستفتح بها.
desk-passphrase-propose = اقتراح عبارة
desk-passphrase-again = اقتراح أخرى
desk-passphrase-type = اكتبوها على ورق ثم انسخوها هنا
desk-passphrase-differs = ليست هذه العبارة المقترحة. انسخوا الكلمات الست بحركاتها الفرنسية.
desk-passphrase-save = تغيير
desk-passphrase-done = تغيرت عبارة السر. القديمة ومفاتيح المرور وورقة الاسترجاع لم تعد تفتح شيئا هنا. أعيدوا صنع الورقة الآن.
desk-passphrase-new = عبارة السر
desk-passphrase-words = ست كلمات عشوائية (ينصح بها)
desk-passphrase-choose = عبارة أختارها
desk-own-passphrase = عبارتكم
desk-own-passphrase-again = نفسها مرة أخرى
desk-own-passphrase-differs = العبارتان مختلفتان.
desk-strength = القوة أمام التخمين
desk-strength-weak = سهلة التخمين: { $percent } % من المطلوب. أضيفوا كلمات لا علاقة بينها.
desk-strength-enough = قوية بما يكفي.
