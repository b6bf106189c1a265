### One consultation, before its form.
### Status of every message here: draft, until a native speaker has reviewed it.

before-title = قبل البدء
before-who = يقرأ: مراجعو { $organisation }.
before-who-not = لا يقرأ: الدولة والشرطة والجيش ومستضيف هذا الموقع.
before-limits = لا نستطيع أن نعد بالنجدة ولا بالتحقيق ولا بألا يعرفكم أحد من كلماتكم. لا تكتبوا اسمكم. لا تستعملوا هاتف العمل.
start-report = ابدأ
other-ways = طرق أخرى للإرسال
way-plain = دون جافاسكريبت: استمارة بسيطة. يرى الخادم النص لحظة.
way-sealed = تشفير ملف بأنفسكم بأداة age
consultation-closed = هذه الاستشارة مغلقة. تبقى الردود مقروءة بإيصالكم.
