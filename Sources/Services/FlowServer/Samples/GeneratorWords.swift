/// Words of many scripts for generated flows; each list is a way to name things.
enum GeneratorWords {
  /// (what it is about, what it is), joined with a blank or, where a script has none, directly.
  static let names: [(topics: [String], things: [String], joint: String)] = [
    (
      ["Support", "Refund", "Warehouse", "Billing", "Newsletter", "Travel", "Payroll", "Legal"],
      ["triage", "Q&A", "bot", "summary", "router", "digest", "draft", "check"], " "
    ),
    (
      ["Öffnungszeiten", "Rechnungs", "Kündigungs", "Werkstatt", "Bücherei"],
      ["auskunft", "prüfung", "hilfe", "übersicht"], "-"
    ),
    (
      ["Réclamation", "Garantie", "Événement", "Fidélité"],
      ["client", "été", "simplifiée", "n° 2"], " "
    ),
    (["Atención", "Señal", "Año", "Pedidos"], ["rápida", "de niños", "mañana", "básico"], " "),
    (["Zażółć", "Księgowość", "Wysyłka"], ["gęślą", "próbna", "główna"], " "),
    (["Müşteri", "Sipariş", "Değişim"], ["şikâyeti", "takibi", "işlemi"], " "),
    (["Hỗ trợ", "Đặt hàng", "Bảo hành"], ["khách hàng", "tự động", "mới"], " "),
    (
      ["Поддержка", "Доставка", "Расчёт", "Отзывы"],
      ["покупателей", "по регионам", "черновик", "ёлка"], " "
    ),
    (["Εξυπηρέτηση", "Παραγγελίες"], ["πελατών", "γρήγορα"], " "),
    (["دعم", "حجز", "فواتير"], ["العملاء", "المواعيد", "جديد"], " "),
    (["תמיכה", "הזמנות"], ["בלקוחות", "מהירה"], " "),
    (["ग्राहक", "भुगतान", "पुस्तक"], ["सहायता", "जाँच", "सूची"], " "),
    (["คำถาม", "ใบเสร็จ", "จัดส่ง"], ["ลูกค้า", "อัตโนมัติ", "ใหม่"], ""),
    (["客户", "退货", "报价", "库存"], ["助手", "流程", "汇总", "检查"], ""),
    (["問い合わせ", "請求書", "配送", "予約"], ["受付", "確認", "ガイド", "まとめ"], ""),
    (["고객", "반품", "예약"], ["상담", "안내", "확인"], " "),
    (["🚚", "👩‍🔧", "🏳️‍🌈", "🧾"], ["Lieferung", "workshop", "チェック", "n\u{303}andu\u{301}"], " "),
  ]

  static let categories = [
    "Support", "Sales", "Ops;Live", "経理", "Поддержка", "People;Draft", "R&D",
  ]

  /// Pieces that prompts are put together from.
  static let sentences = [
    "Answer briefly and say so when you do not know. ",
    "Ask for the order number before anything else, and repeat it back to the customer. ",
    "Never promise a date; give the usual number of working days and where to look it up. ",
    "If the text is \"urgent\", hand over to a colleague at once.\n",
    "Use the table below:\n| case | answer |\n| --- | --- |\n| late | apologise, look up {tracking} |\n| lost | open a search |\n",
    "Return a JSON object such as {\"intent\": \"refund\", \"confidence\": 0.87} and nothing else.\n",
    "The path C:\\Reports\\2024 is read only; do not try to write there. ",
    "const total = items.reduce((sum, item) => sum + item.price, 0);\nreturn total.toFixed(2);\n",
    "Antworte auf Deutsch, höflich und ohne Fachwörter. Nenne immer die Öffnungszeiten. ",
    "Отвечай на языке покупателя. Не обещай того, чего нет в правилах. ",
    "Si le client est mécontent, propose d'abord un échange, puis un remboursement. ",
    "お客様の言葉をくり返してから、手順を一つずつ案内してください。",
    "أجب باختصار، واطلب رقم الطلب أولاً. ", "请先确认订单号，再说明退货的步骤。",
    "ग्राहक की भाषा में उत्तर दें और विनम्र रहें। ", "ตอบสั้น ๆ และสุภาพเสมอ ",
    "{{question}} {{chat_history}} {{$vars.region}} ",
    "<p>Dear <span class=\"variable\" data-type=\"mention\" data-id=\"name\">{{ name }}</span>,</p>",
  ]
}
