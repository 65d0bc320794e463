/// The hand-made chatflows: all four types, many scripts, sizes as on real servers.
enum SampleFlows {
  static let all: [SampleFlow] = agentFlows() + chatflows() + teams() + assistants()

  private static func agentFlows() -> [SampleFlow] {
    [
      SampleFlow(
        name: "Support triage", type: "AGENTFLOW",
        flowData: SampleRecipes.triage(
          seed: 11,
          instructions:
            "Read the message and choose the one matter it is about. Money before broken goods, broken goods before everything else.",
          scenarios: ["Money back", "Something is broken", "Anything else"],
          prompts: [
            "You answer people who want their money back. Ask for the order number first. Promise nothing above 50 euros; a colleague reads your answer before it is sent.",
            "You help people whose machine does not work. One step at a time, wait for the result of each. After three steps offer a technician.",
            "You answer kindly and briefly. When a question is not about our shop, say what you are here for.",
          ],
          note:
            "Colleagues on duty: see the plan in the wiki. Answers about money wait for a person."),
        category: "Support;Live", isDeployed: true, isPublic: true, chatbotConfig: supportLook,
        apiConfig:
          #"{"rateLimit":{"status":true,"limitMax":30,"limitDuration":60,"limitMsg":"Please wait a minute."}}"#
      ),
      SampleFlow(
        name: "Order status lookup", type: "AGENTFLOW",
        flowData: SampleRecipes.lookup(
          seed: 12, url: "https://orders.example.com/v2/status",
          code:
            "const order = JSON.parse($answer.data);\nreturn { days: order.daysUnderway, carrier: order.carrier };",
          condition: ("{{ customFunctionAgentflow_0.days }}", "smaller", "6"),
          prompt:
            "Tell the customer where the parcel is, in two sentences, without excuses. Name the carrier.",
          otherwise:
            "<p>Your parcel is later than it should be. We have opened a search and write to you today.</p>",
          note: "The orders service answers 404 for numbers older than two years."),
        category: "Support;Orders", isDeployed: true, isPublic: false),
      SampleFlow(
        name: "Night shift hand-over", type: "AGENTFLOW",
        flowData: SampleRecipes.lookup(
          seed: 13, url: "https://plant.example.com/alarms",
          code:
            "const alarms = JSON.parse($answer.data).filter(a => !a.acknowledged);\nreturn { open: alarms.length, alarms };",
          condition: ("{{ customFunctionAgentflow_0.open }}", "larger", "0"),
          prompt:
            "Write the hand-over for the morning shift: one line per open alarm, the gravest first, with the machine and the minute it began.",
          otherwise: "<p>A quiet night: no open alarms.</p>",
          note: "Reads only. Alarms are acknowledged at the panel, never from here."),
        category: "Plant"),
    ]
  }

  private static func chatflows() -> [SampleFlow] {
    [
      SampleFlow(
        name: "Refund policy Q&A", type: "CHATFLOW",
        flowData: SampleRecipes.library(
          seed: 21, collection: "refund_policy",
          prompt:
            "Answer questions about our refund policy from the context only. Name the paragraph. If it is not there, say so and offer to pass the question on.\n\n{context}",
          model: "gpt-4o-mini", topK: "5",
          note: "Policy of March. Upload the new file, then press Upsert."),
        category: "Support;Knowledge", isDeployed: true),
      SampleFlow(
        name: "Возврат товара", type: "CHATFLOW",
        flowData: SampleRecipes.conversation(
          seed: 22,
          system:
            "Ты помогаешь покупателям оформить возврат. Сначала спроси номер заказа и дату покупки. Если прошло больше 14 дней, вежливо объясни правила и предложи обмен. Отвечай коротко, на языке покупателя.",
          model: "gpt-4o", temperature: "0.4", note: "Согласовано с юристами 12 марта."),
        category: "Поддержка"),
      SampleFlow(
        name: "請求書の読み取り", type: "CHATFLOW",
        flowData: SampleRecipes.form(
          seed: 23,
          template: "次の請求書から、発行者・日付・合計金額・消費税を取り出し、JSON だけで答えてください。分からない項目は null にします。\n\n{invoice}",
          values: #"{"invoice":"{{question}}"}"#, model: "gpt-4.1"), category: "経理;自動化"),
      SampleFlow(
        name: "مساعد الحجز", type: "CHATFLOW",
        flowData: SampleRecipes.toolbox(
          seed: 24,
          system:
            "أنت مساعد لحجز الطاولات في المطعم. اسأل عن اليوم والساعة وعدد الضيوف، ثم استخدم الأداة للتحقق من توفر طاولة قبل أن تعد بأي شيء.",
          tools: [
            .init(
              name: "free_tables", about: "Free tables at a day and hour",
              code:
                "const day = $value;\nreturn (await fetch(`https://tables.example.com/${day}`)).text();"
            ),
            .init(
              name: "book_table", about: "Books a table; ask the guest before you call it",
              code: "return JSON.stringify({ booked: true, name: $value });"),
          ], collection: "menu", model: "gpt-4o"), category: "Restaurant", keyID: Access.fullKeyID),
      SampleFlow(
        name: "A\u{308}rztlicher Bereitschaftsdienst", type: "CHATFLOW",
        flowData: SampleRecipes.conversation(
          seed: 25,
          system:
            "Du nimmst Anrufe des ärztlichen Bereitschaftsdienstes auf. Stelle keine Diagnosen. Frage nach Alter, Beschwerden und Adresse. Bei Brustschmerz, Atemnot oder Bewusstlosigkeit: sofort an die 112 verweisen.",
          model: "claude-sonnet-4", temperature: "0.1",
          note: "Geprüft am 3. Februar. Änderungen nur mit zwei Augenpaaren."),
        category: "Gesundheit;Notfall"),
      SampleFlow(
        name: "हिन्दी पुस्तकालय सहायक", type: "CHATFLOW",
        flowData: SampleRecipes.library(
          seed: 26, collection: "pustakalaya",
          prompt: "पाठकों के प्रश्नों का उत्तर केवल दिए गए संदर्भ से दें। पुस्तक का नाम और शेल्फ़ बताएँ।\n\n{context}",
          model: "gemini-2.0-flash", topK: "8", note: "नई पुस्तकें हर सोमवार को जोड़ी जाती हैं।"),
        category: "पुस्तकालय"),
      SampleFlow(
        name: "家庭菜園 🌱 相談", type: "CHATFLOW",
        flowData: SampleRecipes.conversation(
          seed: 27, system: "あなたは家庭菜園に詳しい隣人です。地域と季節をたずね、農薬はすすめません。短く、やさしく答えます。",
          model: "gpt-4o-mini", temperature: "0.8"), category: "趣味", keyID: ""),
      SampleFlow(
        name: "Scratch pad", type: "CHATFLOW", flowData: Array(#"{"nodes":[],"edges":[]}"#.utf8),
        category: ";;Ops; ;ops;"),
    ]
  }

  private static func teams() -> [SampleFlow] {
    [
      SampleFlow(
        name: "Newsroom", type: "MULTIAGENT",
        flowData: SampleRecipes.team(
          seed: 31,
          lead:
            "You lead these people: {team_members}. Give each a part of the story that suits them, read what comes back, and stop when the piece is whole. Answer FINISH when it is.",
          workers: [
            (
              "Researcher",
              "You find facts and name where each comes from. Two sources for a number, one for a name."
            ),
            (
              "Writer",
              "You write plain sentences. No sentence above 25 words; the news comes first."
            ),
            (
              "Editor",
              "You cut a third. What is left must be true, and must be understood by somebody in a hurry."
            ),
          ]), category: "Editorial"),
      SampleFlow(
        name: "Code review board 👩‍💻", type: "MULTIAGENT",
        flowData: SampleRecipes.team(
          seed: 32,
          lead:
            "You get a change to a program. Ask {team_members} in turn, then write one review: what must change, what could, what is good.",
          workers: [
            ("Reader", "You say what the change does, and where it is hard to follow."),
            ("Tester", "You look for inputs that break it, and write the test that would show it."),
            (
              "Keeper",
              "You look at what the change does to speed, memory and the public interface."
            ),
            ("Guard", "You look for secrets in the text, unchecked input and missing permissions."),
          ]), category: "Engineering"),
    ]
  }

  private static func assistants() -> [SampleFlow] {
    [
      SampleFlow(
        name: "Onboarding buddy", type: "ASSISTANT",
        flowData: SampleRecipes.toolbox(
          seed: 41,
          system:
            "You help new colleagues through their first weeks: accounts, keys, where lunch is. You know the handbook. For anything about pay or health, name the person to ask and stop.",
          tools: [
            .init(
              name: "who_is", about: "Finds a colleague by task",
              code:
                "const people = { keys: 'front desk', laptop: 'IT, room 2.14' };\nreturn people[$value] ?? 'nobody yet';"
            )
          ],
          collection: "handbook", model: "gpt-4o-mini"), category: "People"),
      SampleFlow(
        name: "คู่มือเครื่องจักร", type: "ASSISTANT",
        flowData: SampleRecipes.library(
          seed: 42, collection: "machines",
          prompt:
            "ตอบคำถามจากคู่มือเครื่องจักรเท่านั้น บอกเลขหน้าเสมอ และเตือนเรื่องความปลอดภัยก่อนขั้นตอนแรก\n\n{context}",
          model: "gpt-4.1-mini", topK: "6", note: "ปรับปรุงล่าสุดเดือนมกราคม"), category: "Plant;Manuals"
      ),
    ]
  }

  private static let supportLook =
    ##"{"title":"Ask us","welcomeMessage":"Hello! What happened?","backgroundColor":"#ffffff","starterPrompts":{"0":{"prompt":"Where is my parcel?"},"1":{"prompt":"I want my money back"}},"chatFeedback":{"status":true},"allowedOrigins":["https://shop.example.com"],"allowedOriginsError":"This chat lives on our own site."}"##
}
