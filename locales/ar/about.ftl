### About this instance.
### Status of every message here: draft, until a native speaker has reviewed it.

about-title = حول
about-who = يدير هذا الموقع { $organisation }.
about-how = تشفر الرسائل في هاتفكم ولا تفتح إلا في متصفح المراجعين. يحتفظ الخادم بنصوص مشفرة وأسبوع الاستلام ولا شيء غير ذلك.
about-limits = ما لا نستطيع منعه: خادم مجبر على تقديم صفحة أخرى لشخص واحد، وبرنامج تجسس في الهاتف، ونص يكشف هويتكم.
about-languages = اللغات
about-language-source = لغة الأصل
about-language-draft = مسودة، { $percent } % من النصوص، لم تراجع بعد
about-software = برنامج حر برخصة AGPL-3.0، الإصدار { $version }.
