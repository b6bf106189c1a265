### Guidance on staying safe.
### Status of every message here: draft, until a native speaker has reviewed it.

safety-title = الحماية
safety-phone = استعملوا هاتفكم أو هاتف شخص تثقون به. لا تستعملوا أبدا هاتف العمل.
safety-shared = على هاتف مشترك أو في مقهى إنترنت، أغلقوا الصفحة وامسحوا السجل بعد الإرسال.
safety-network = يستطيع المشغل أن يرى أنكم زرتم هذا الموقع، لا ما تكتبون. مع متصفح تور أو Orbot لا يراه.
safety-words = لا تكتبوا ما لا يعرفه غيركم. لا تذكروا اسما ولا تاريخا دقيقا ولا قرية صغيرة.
safety-receipt = اكتبوا الإيصال على ورقة لا في الهاتف.
safety-danger = في خطر فوري لا تبقوا على هذه الصفحة: ابحثوا عن مكان آمن. هذا الموقع لا يرسل نجدة.
