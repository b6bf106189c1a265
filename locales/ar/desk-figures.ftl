### Figures and the file for analysts. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-figures-open = أرقام
desk-figures = أرقام البلاغات المعروضة ({ $count })
desk-as-table = في جدول
desk-count = العدد
desk-workload = عبء العمل
desk-waiting = جديدة
desk-open = قيد المعالجة
desk-oldest = الأقدم
desk-csv = ملف للمحللين (CSV)
desk-csv-hint = الأجوبة المرمزة للبلاغات المعروضة التي وافق مصدرها على العد. لا نص ولا دائرة ولا أسبوع: منطقة وشهر. الملف غير مشفر.
desk-csv-small = تقاطعات موضوع ومنطقة نادرة لا يجوز نشرها: { $count }. قد يدل الجدول الذي يظهرها على شخص.
desk-csv-cell = { $what }، { $name }: { $count } (يلزم { $min })
desk-csv-save = حفظ CSV
desk-csv-done = حُفظ { $count } سطرا؛ تُرك لعدم موافقة المصدر: { $left }.
desk-charts-failed = تعذر تحميل الرسوم. الجداول تقول الشيء نفسه.
