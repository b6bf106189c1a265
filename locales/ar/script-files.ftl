### What the script for files says, loaded with the first file.
### Status of every message here: draft, until a native speaker has reviewed it.

jsf-preparing = تحضير { $name }
jsf-name-photo = صورة
jsf-name-film = فيديو
jsf-name-sound = صوت
jsf-cleaned = صورة مصغرة. أزيل المكان والتاريخ والجهاز.
jsf-stripped = حفظ الأصل. أزيل المكان والتاريخ والجهاز من الملف.
jsf-original = حفظ الأصل
jsf-smaller = تصغير الصورة
jsf-original-danger = قد يكشفكم الأصل: الوجوه والانعكاسات ولوحات السيارات وعيوب جهازكم. احتفظوا به فقط إذا كانت التفاصيل مهمة.
jsf-film = أزيل المكان والتاريخ والجهاز من الملف. تبقى الوجوه والأصوات والأماكن الظاهرة.
jsf-document = قد يحتوي هذا المستند على اسم كاتبه. من الأفضل تصويره.
jsf-sound = يمكن التعرف على الصوت. من الأفضل الإجابة بالصوت أعلاه: سيتم تغييره.
jsf-unknown = لا نستطيع إزالة المعلومات المخفية من هذا الملف. سيرسل كما هو.
