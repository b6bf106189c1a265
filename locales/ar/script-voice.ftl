### What the recorder says, loaded when somebody wants to speak.
### Status of every message here: draft, until a native speaker has reviewed it.

jsr-intro = يتم تغيير صوتكم في جهازكم قبل التشفير. يصبح التعرف عليكم أصعب، لكنه ليس مستحيلا. لا تذكروا أي اسم.
jsr-start = تسجيل
jsr-stop = إنهاء
jsr-again = إعادة
jsr-delete = حذف
jsr-time = { $done } من { $total }
jsr-level = مستوى الصوت
jsr-alter = تغيير صوتي
jsr-natural = انتباه: دون تغيير يمكن التعرف على صوتكم.
jsr-no-alter = هذا المتصفح لا يستطيع تغيير الصوت. لا تسجلوا شيئا هنا: اكتبوا إجابتكم.
jsr-denied = الميكروفون غير مسموح به أو غير موجود. اسمحوا به في المتصفح، أو اكتبوا.
jsr-limit = بلغ الحد: انتهى التسجيل.
jsr-check = استمعوا: هذا ما سيُسمع.
jsr-recorded = تسجيل: { $done }
jsr-paused = متوقف مؤقتا
jsr-sure = نعم، احذف
