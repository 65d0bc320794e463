import JSONText

/// A hand-made chatbot, before it is a row.
struct SampleChatbot {
  let name: String
  var teams: [String] = []
  var status = ChatbotRow.Status.draft
  /// How often it was published; an older version differs from the draft by its greeting.
  var versions = 0
  let greeting: String
  let questions: [(ask: String, field: String, choices: [String])]
  let handover: String
  let farewell: String

  /// The definition as the service's editor saves it. Edges have no id, as in the API's own
  /// examples.
  func definition(greeting: String? = nil) -> [UInt8] {
    var nodes = [
      Self.node(
        "start", "start",
        [
          ("trigger", .string("conversation_opened")),
          ("channels", .array([.string("web"), .string("whatsapp")])),
        ]),
      Self.node(
        "greeting", "message",
        [("text", .string(greeting ?? self.greeting)), ("typingDelay", .integer(600))]),
    ]
    var edges = [Self.edge("start", "greeting")]
    var last = "greeting"
    for (index, question) in questions.enumerated() {
      let ask = "ask_\(index + 1)"
      let check = "check_\(index + 1)"
      nodes.append(
        Self.node(
          ask, "question",
          [
            ("text", .string(question.ask)), ("saveAs", .string(question.field)),
            (
              "choices",
              .array(
                question.choices.enumerated().map { number, choice in
                  .object([
                    ("id", .string("c\(number)")), ("label", .string(choice)),
                    ("synonyms", .array([])),
                  ])
                })
            ), ("retries", .integer(2)),
            (
              "retryText", .string("\(question.ask) (\(question.choices.joined(separator: " / ")))")
            ),
          ]))
      nodes.append(
        Self.node(
          check, "condition",
          [
            ("field", .string(question.field)),
            (
              "branches",
              .array(
                question.choices.map { choice in
                  .object([
                    ("operator", .string("equals")), ("value", .string(choice)),
                    ("tag", .string("\(question.field):\(choice)")),
                  ])
                })
            ),
          ]))
      edges += [Self.edge(last, ask), Self.edge(ask, check)]
      last = check
    }
    nodes += [
      Self.node(
        "handover", "handover",
        [
          ("note", .string(handover)), ("teamIds", .array(teams.map(JSONValue.string))),
          ("priority", .string("normal")),
          (
            "outsideHours",
            .object([("text", .string(farewell)), ("collectEmail", .boolean(true))])
          ),
        ]),
      Self.node("end", "end", [("text", .string(farewell)), ("askRating", .boolean(true))]),
    ]
    edges += [
      Self.edge(last, "handover", label: questions.last?.choices.first),
      Self.edge(last, "end", label: "else"),
    ]
    return JSONValue.object([
      ("nodes", .array(nodes)), ("edges", .array(edges)),
      (
        "settings",
        .object([
          ("language", .string("auto")), ("idleMinutes", .integer(20)),
          ("confidence", .number("0.65")),
        ])
      ),
    ]).bytes()
  }

  private static func node(_ id: String, _ type: String, _ data: [(String, JSONValue)]) -> JSONValue
  {
    .object([("id", .string(id)), ("type", .string(type)), ("data", .object(data))])
  }

  private static func edge(_ source: String, _ target: String, label: String? = nil) -> JSONValue {
    var members: [(String, JSONValue)] = [("source", .string(source)), ("target", .string(target))]
    if let label { members.append(("label", .string(label))) }
    return .object(members)
  }
}

enum SampleChatbots {
  private static let support = "team_01HV8Y6W0W4T5A8S9V7Q2P1M3C"
  private static let sales = "team_01J2M4Q8R6N0B3X5Z7D9F1H2K4"

  static let all: [SampleChatbot] = [
    SampleChatbot(
      name: "Support triage", teams: [support], status: .active, versions: 2,
      greeting: "Hello! I find the right person for you. Two questions first.",
      questions: [
        (
          "What is it about?", "topic",
          ["An order", "A broken machine", "An invoice", "Something else"]
        ),
        ("How urgent is it?", "urgency", ["It stands still", "Today", "This week"]),
        ("Do you have a contract with us?", "contract", ["Yes", "No", "I do not know"]),
      ], handover: "Read the topic and the contract before you answer.",
      farewell: "Thank you. We write to you within one working day."),
    SampleChatbot(
      name: "Lead qualification", teams: [sales], status: .active, versions: 1,
      greeting: "Good to see you here. May I ask what brings you?",
      questions: [
        (
          "How many people would work with it?", "seats", ["1 to 10", "11 to 100", "More than 100"]
        ),
        ("When do you want to begin?", "when", ["Now", "This quarter", "Only looking"]),
      ], handover: "Call back on the same day when they want to begin now.",
      farewell: "Our guide is on its way to your inbox."),
    SampleChatbot(
      name: "Terminvereinbarung", teams: [support], status: .paused, versions: 1,
      greeting: "Guten Tag! Ich helfe Ihnen, einen Termin in der Werkstatt zu finden.",
      questions: [
        ("Worum geht es?", "grund", ["Inspektion", "Reifenwechsel", "Unfallschaden", "Geräusch"]),
        (
          "Welcher Wochentag passt Ihnen?", "tag",
          ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"]
        ),
      ], handover: "Bei Unfallschäden zuerst nach der Versicherung fragen.",
      farewell: "Vielen Dank, bis bald. Auf Wiedersehen!"),
    SampleChatbot(
      name: "配送状況の確認",
      greeting: "こんにちは。お荷物の状況をお調べします。",
      questions: [
        ("ご注文番号はお持ちですか？", "has_number", ["はい", "いいえ"]),
        ("どの配送会社でしたか？", "carrier", ["ヤマト", "佐川", "郵便局", "わからない"]),
      ], handover: "番号がない場合は、お名前とお届け先を確認してください。", farewell: "ご利用ありがとうございました。"),
    SampleChatbot(
      name: "تأكيد الطلب", teams: [sales, support], greeting: "مرحباً! سأساعدك على تأكيد طلبك.",
      questions: [
        ("هل العنوان صحيح؟", "address", ["نعم", "لا"]),
        ("كيف تريد الدفع؟", "payment", ["نقداً", "بطاقة", "تحويل"]),
      ], handover: "إذا كان العنوان خاطئاً، اتصل بالعميل.", farewell: "شكراً لك، سيصلك الطلب قريباً."),
    SampleChatbot(
      name: "Опрос после визита 🦷", teams: [support],
      greeting: "Здравствуйте! Вы были у нас сегодня. Ответьте, пожалуйста, на три вопроса.",
      questions: [
        ("Долго ли вы ждали?", "wait", ["Нет", "Около получаса", "Дольше"]),
        ("Всё ли вам объяснили?", "explained", ["Да", "Не всё"]),
        ("Посоветуете нас друзьям?", "recommend", ["Да", "Может быть", "Нет"]),
      ], handover: "Если человек недоволен, позвоните ему до вечера.",
      farewell: "Спасибо! Берегите себя."),
  ]
}
