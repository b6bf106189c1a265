### Summaries: drafting, the harm checklist, approving. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-summary-new = كتابة ملخص
desk-summary-consent = لم يسمح المصدر بملخص.
desk-summary-title = العنوان
desk-summary-body = ما هو معروف
desk-summary-asked = ما هو مطلوب وممن
desk-summary-side-effects = الآثار المحتملة للتحرك، حتى السيئة
desk-summary-month = الشهر
desk-summary-verification = التحقق
desk-summary-press = تقرؤه الصحافة تحت الحظر
desk-summary-embargo = علني ابتداء من
desk-summary-save = اقتراح على الدائرة
desk-summary-saved = تم الاقتراح. يجب أن يوافق عضو آخر.
desk-summary-approve = الموافقة والنشر
desk-summary-approve-warning = في هذا التاريخ يصبح النص علنيا ولا يمكن استرجاعه.
desk-summary-approved = تمت الموافقة.
desk-summary-own = أنتم الكاتب: يجب أن يوافق عضو آخر.
desk-summary-none = لا يوجد ملخص ينتظر. افتحوا بلاغا لكتابة واحد.
desk-summary-by = اقترحه { $name }
desk-harm-title = قائمة الاحتياطات
harm-check-no-person = لا أحد مسمى أو يمكن التعرف عليه.
harm-check-no-small-place = لا مكان أصغر من المنطقة.
harm-check-no-date = لا تاريخ أدق من الشهر.
harm-check-no-quote = لا جملة من المصدر مكررة.
harm-check-side-effects = الآثار المحتملة مكتوبة.
harm-check-presumption = لا شيء يتهم أحدا دون حكم.
