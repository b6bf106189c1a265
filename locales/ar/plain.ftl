### The forms without JavaScript, and the form for a file encrypted by hand.
### Status of every message here: draft, until a native speaker has reviewed it.

plain-warning = دون جافاسكريبت لا يستطيع متصفحكم التشفير. سيرى الخادم نصكم لحظة ويشفره فورا ويمحوه من ذاكرته. لا يكتب شيئا غير مشفر. إذا خشيتم أن الخادم مراقب فاستعملوا طريقة أخرى.
plain-consent = فهمت أن الخادم يرى نصي لحظة، وأوافق.
plain-receipt-wait = سيظهر الإيصال في الصفحة التالية مرة واحدة فقط.
sealed-title = إرسال ملف مشفر
sealed-how = اكتبوا رسالتكم في ملف ثم شفروها بأداة age (الإصدار 1.3 أو أحدث)، ويفضل على حاسوب دون اتصال:
sealed-recipient = المفتاح العام للمراجعين (الفترة { $number })
sealed-size = يبقى حجم الملف ظاهرا. قارنوا المفتاح بما تعرضه { $organisation }.
sealed-file = الملف المشفر (age. أو tar.)
parcel-how = إذا أعد النموذج «fichier.tar» فاختاروه: لا أحد يستطيع قراءته في الطريق، ولا أنتم. سيعمل إيصاله بعد ذلك.
parcel-arrived = وصل البلاغ
parcel-receipt = الإيصال الذي سجل عند تحضير الملف يعمل الآن.
sealed-own = التشفير بأنفسكم بأداة age
plain-again = صححوها أدناه. ضعوا علامة الموافقة من جديد واختاروا ملفاتكم من جديد.
