### Work without a network. Sent to the browser as data.
### Status of every message here: draft, until a native speaker has reviewed it.

desk-offline = لا توجد شبكة. يمكنكم القراءة والعمل، وسترسل تغييراتكم مشفرة عند عودتها.
desk-offline-waiting = تغييرات محفوظة هنا مشفرة في انتظار الإرسال: { $count }
desk-offline-sent = تغييرات تمت دون شبكة وأُرسلت: { $count }
desk-offline-joined = كتب زميل شيئا آخر في الحقل نفسه؛ نسختكم في الملاحظات. الملفات: { $count }
desk-offline-gone = بلاغات سُحبت أو حُذفت في الأثناء: { $count }
desk-offline-mine = [دون شبكة، { $name }] { $what }
desk-offline-refused = تغييرات لم يقبلها الخادم وتبقى هنا مشفرة: { $count }
