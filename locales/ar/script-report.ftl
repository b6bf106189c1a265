### What the report page's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

js-progress = الخطوة { $done } من { $total }
js-verify = التحقق من مفتاح المراجعين
js-derive = تحضير الإيصال
js-encrypt = التشفير في هاتفكم
js-ticket = إثبات ضد الإرسال الجماعي
js-upload = إرسال { $name }
js-submit = إرسال الرسالة
js-done-of = { $done } من { $total }
js-key-alarm = المفتاح المنشور غير أصيل. لم يرسل شيء. لا ترسلوا شيئا عبر هذا الموقع وأخبروا جمعية تثقون بها.
js-no-crypto = هذا المتصفح لا يستطيع التشفير. لم يرسل شيء. استعملوا طريقة أخرى للإرسال.
js-offline = لا توجد شبكة. نصكم ما زال هنا؛ سيستأنف الإرسال.
js-retry = حاول مجددا
js-empty = أجيبوا على سؤال واحد على الأقل.
js-too-many = { $max } إجابات على الأكثر.
js-too-big = { $name } كبير جدا ({ $max } على الأكثر).
js-too-many-files = { $max } ملفات على الأكثر.
js-remove = إزالة { $name }
js-nothing = لا إجابة
js-edit = تعديل
js-copied = تم النسخ
