### The public key history.
### Status of every message here: draft, until a native speaker has reviewed it.

keys-title = مفاتيح المراجعين
keys-intro = لكل فترة مفتاحها. كل مفتاح موقع بالسابق، والأول موقع من المنظمة. يتحقق متصفحكم من السلسلة كلها قبل التشفير.
keys-root = بصمة مفتاح { $organisation }
keys-epoch = الفترة { $number }، من { $from }
keys-data = السلسلة كبيانات
keys-none = لم ينشر مفتاح بعد: لا تستطيع هذه الاستشارة استقبال شيء.
keys-poster = الملصق للطباعة
keys-due = حان موعد الفترة التالية: مضت ثلاثون يوما. المفاتيح ما زالت آمنة؛ على المراجعين تغييرها.
keys-by-root = موقعة من المنظمة.
keys-by-epoch = موقعة من الفترة السابقة.
poster-title = ملصق
poster-what = قبل أن تبلغوا قارنوا هذه الكلمات الثماني بكلمات صفحة المفاتيح. إن اختلفت فلا ترسلوا شيئا: أحدهم ينتحل صفتنا.
poster-how = صفحة المفاتيح:
poster-code = رمز صفحة المفاتيح
poster-print = اطبعوا هذه الصفحة على ورقة A4. اقرؤوا الكلمات الثماني في الإذاعة.
