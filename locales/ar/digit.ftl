### The digits, for reading a receipt aloud.
### Status of every message here: draft, until a native speaker has reviewed it.

digit-0 = صفر
digit-1 = واحد
digit-2 = اثنان
digit-3 = ثلاثة
digit-4 = أربعة
digit-5 = خمسة
digit-6 = ستة
digit-7 = سبعة
digit-8 = ثمانية
digit-9 = تسعة
