### Words of every page: header, footer, choices.
### Status of every message here: draft, until a native speaker has reviewed it.

site-name = سوتورا
skip-to-content = الانتقال إلى المحتوى
quick-exit = خروج سريع
choose-language = اختاروا لغتكم
language = اللغة
draft-banner = الترجمة قيد الإعداد ولم يراجعها أحد بعد. ما ينقص يظهر بالفرنسية.
home = الرئيسية
nav-issues = ما تم نشره
nav-inbox = لدي إيصال
nav-safety = الحماية
nav-keys = المفاتيح
nav-about = حول
next = التالي
back = رجوع
send = إرسال
cancel = إلغاء
delete = حذف
open = فتح
close = إغلاق
answer-yes = نعم
answer-no = لا
answer-unknown = لا أعرف
answer-other = شيء آخر
listen = استماع
period-ongoing = ما زال مستمرا
title-questions = أسئلة
title-messages = رسائل
title-file = ملف
title-number = رقم
title-consultation = استشارة
title-advice = نصائح
exit-plain = بدون جافا سكريبت، زر «خروج سريع» يفتح موقعًا آخر ولا يمسح شيئًا: زر الرجوع يعيد إلى هنا. أغلق علامة التبويب وامسح السجل.
onion = مع متصفح تور:
letters = حروف
