### What the receipt's script says.
### Status of every message here: draft, until a native speaker has reviewed it.

jsc-read = اقرأ بصوت عال
jsc-stop = إيقاف
jsc-headphones = قد يسمع آخرون. استعمل سماعات أو ابتعد.
jsc-check = تحقق من ورقتي
jsc-group = اقرأ من ورقتك لا من هنا: ما هي الأرقام الأربعة للمجموعة { $number }؟
jsc-right = صحيح. أخفِ الورقة.
jsc-wrong = هذه ليست الأرقام الصحيحة. أعد قراءة ورقتك.
jsc-failed = لا توجد شبكة: لم يصل الصوت. أعد المحاولة.
jsc-copy = نسخ
jsc-copied = نُسخ
