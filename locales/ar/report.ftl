### The report form, its review and the receipt.
### Status of every message here: draft, until a native speaker has reviewed it.

report-noscript = تحتاج هذه الصفحة إلى جافاسكريبت لتشفير رسالتكم. استعملوا الاستمارة البسيطة.
report-noscript-do = فتح الاستمارة البسيطة
place-cercle = الدائرة (اختياري)
place-unknown = لا أريد القول أو لا أعرف
place-formerly = { $name } (سابقا: { $old })
category-whole = بشكل عام
language-other = لغة أخرى
account-hint-letters = يمكنكم الكتابة دون حروف خاصة.
files-limits = { $count } ملفات على الأكثر، { $size } لكل ملف.
review-title = هذا بالضبط ما سيتم إرساله
review-go = مراجعة
review-warning = أعيدوا القراءة: هل يوجد اسم أو مكان أو تاريخ يسمح بالتعرف عليكم؟
sending-title = جار الإرسال
receipt-title = وصل بلاغكم
receipt-label = إيصالكم
receipt-explain = اكتبوا هذا الرقم على ورقة وأخفوها. به وحده تقرؤون الردود. إذا ضاع فلا أحد يستطيع استرجاعه. ومن يجده يستطيع قراءة الردود.
receipt-copy = نسخ
receipt-next = عودوا بعد أسبوع أو أسبوعين: قد يكون للمراجعين سؤال.
receipt-done = سجلت الإيصال
