### What the inbox's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

jsi-deriving = فتح الإيصال: قد يستغرق عشرين ثانية
jsi-length = للإيصال 24 رقما؛ يوجد { $count }.
jsi-digit = الإيصال أرقام فقط.
jsi-check = في هذا الإيصال خطأ. راجعوا كل مجموعة.
jsi-forged = توجد رسالة غير موقعة من المراجعين. لم تعرض. لا تجيبوا.
jsi-week = الأسبوع { $week }
jsi-empty-reply = اكتبوا جوابا أو أرفقوا ملفا.
jsi-unknown = لا يوجد بلاغ لهذا الإيصال. إما سُحب أو حُذف بعد المهلة، أو أن الإيصال من موقع آخر.
jsi-file = فتح { $name } ({ $size })
jsi-file-damaged = هذا الملف تالف أو ليس المعلن عنه. لم يُفتح.
jsi-choose-consent = اختر سطرًا.
jsi-sure = نعم، احذف
