### The public key history.
### Status of every message here: draft, until a native speaker has reviewed it.

keys-title = مفاتيح المراجعين
keys-intro = لكل فترة مفتاحها. كل مفتاح موقع بالسابق، والأول موقع من المنظمة. يتحقق متصفحكم من السلسلة كلها قبل التشفير.
keys-root = بصمة مفتاح { $organisation }
keys-epoch = الفترة { $number }، من { $from }
keys-data = السلسلة كبيانات
keys-none = لم ينشر مفتاح بعد: لا تستطيع هذه الاستشارة استقبال شيء.
