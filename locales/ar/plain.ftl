### The forms without JavaScript, and the form for a file encrypted by hand.
### Status of every message here: draft, until a native speaker has reviewed it.

plain-title = استمارة بسيطة
plain-warning = دون جافاسكريبت لا يستطيع متصفحكم التشفير. سيرى الخادم نصكم لحظة ويشفره فورا ويمحوه من ذاكرته. لا يكتب شيئا غير مشفر. إذا خشيتم أن الخادم مراقب فاستعملوا طريقة أخرى.
plain-consent = فهمت أن الخادم يرى نصي لحظة، وأوافق.
plain-receipt-wait = سيظهر الإيصال في الصفحة التالية مرة واحدة فقط.
sealed-title = إرسال ملف قمتم بتشفيره
sealed-how = اكتبوا رسالتكم في ملف ثم شفروها بأداة age (الإصدار 1.3 أو أحدث)، ويفضل على حاسوب دون اتصال:
sealed-recipient = المفتاح العام للمراجعين (الفترة { $number })
sealed-size = يبقى حجم الملف ظاهرا. قارنوا المفتاح بما تعرضه { $organisation }.
sealed-file = الملف المشفر (age. أو tar.)
parcel-title = إرسال بلاغ محفوظ في ملف
parcel-how = اختاروا الملف «fichier.tar» الذي أعده النموذج. لا أحد يستطيع قراءته في الطريق، ولا أنتم.
parcel-arrived = وصل البلاغ
parcel-receipt = الإيصال الذي سجل عند تحضير الملف يعمل الآن.
