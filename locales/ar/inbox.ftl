### The inbox of a receipt, with and without JavaScript.
### Status of every message here: draft, until a native speaker has reviewed it.

inbox-title = قراءة الردود
inbox-code = إيصالكم: 24 رقما
inbox-code-hint = المسافات لا تهم.
inbox-open = فتح
inbox-plain = دون جافاسكريبت
inbox-empty = لا توجد رسالة حاليا. عودوا بعد أسبوع أو أسبوعين.
inbox-from-circle = المراجعون
inbox-reply = جوابكم
inbox-reply-hint = لا تكتبوا اسمكم ولا ما يسمح بالتعرف عليكم.
inbox-files = إضافة ملفات
inbox-reply-send = إرسال الجواب
inbox-reply-sent = وصل جوابكم. لن تستطيعوا قراءته هنا مرة أخرى.
inbox-delete = حذف هذه الرسالة
inbox-deleted = تم حذف الرسالة.
inbox-withdraw = سحب بلاغي
inbox-withdraw-warning = سيمحى البلاغ والملفات والرسائل نهائيا. ما نشر من قبل يبقى.
inbox-withdraw-confirm = نعم، امحوا كل شيء
inbox-withdrawn = تم محو بلاغكم. لم يعد هذا الإيصال يفتح شيئا.
inbox-leave = إغلاق ومسح الشاشة
inbox-status-received = تم الاستلام
inbox-status-read = قيد القراءة
inbox-status-question = سؤال لكم
inbox-status-summarised = تم التلخيص
inbox-status-published = تم النشر
inbox-status-closed = مغلق
inbox-state = أين وصل بلاغك
inbox-for = تصل ردودك إلى مراجعي:
inbox-for-other = إذا كتبت إلى غيرهم فلا تكتب شيئا هنا.
inbox-consent = تغيير موافقتي
inbox-consent-explain = يسري من الآن. ما نُشر أو قرأه آخرون لا يمكن استرجاعه.
inbox-consent-save = تغيير
inbox-consent-changed = تم تغيير موافقتك. سيراها المراجعون.
inbox-file = تنزيل
