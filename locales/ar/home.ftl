### Home page: what can be done here.
### Status of every message here: draft, until a native speaker has reviewed it.

home-title = قول ما يحدث دون ذكر الاسم
home-intro = يمكنكم الإبلاغ عن انعدام الأمن أو الفساد، أو الإجابة على استشارة. هاتفكم يشفر رسالتكم: لا يفتحها إلا مراجعو المجتمع المدني.
home-consultations = الاستشارات المفتوحة
home-none = لا توجد استشارة مفتوحة حاليا. عودوا لاحقا.
home-inbox = هل أرسلتم رسالة من قبل؟
home-inbox-do = قراءة الردود بإيصالكم
