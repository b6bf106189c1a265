### Published issues.
### Status of every message here: draft, until a native speaker has reviewed it.

issues-title = ما تم نشره
issues-intro = ملخصات راجعها شخصان، دون أسماء أو تفاصيل. تقول ما أبلغ عنه المواطنون لا ما أثبته قاض.
issues-none = لم ينشر شيء بعد. ستظهر الملخصات هنا بعد المراجعة.
issues-feed = المتابعة عبر Atom
issues-data = بيانات مفتوحة (JSON)
issue-known = ما هو معروف
issue-asked = ما هو مطلوب
issue-side-effects = ما قد يسوء
issue-region = المنطقة
issue-month = الشهر
issue-verification = درجة التحقق
issue-presumption = كل شخص بريء حتى تحكم محكمة.
verification-unverified = غير متحقق منه
verification-plausible = معقول
verification-corroborated = مؤكد من مصدرين على الأقل
verification-documented = موثق
verification-refuted = منفي
