import JSONText

extension ServerStore {
  private static let rowsPerTransaction = 500
  private static let hour: Int64 = 3_600_000

  /// Fills an empty database; leaves one that holds flows as it is.
  func seed(_ options: ServerOptions) throws(ServerError) {
    guard try chatflowCount(type: nil) == 0, try chatbotCount() == 0 else { return }
    if let flows = options.flows {
      try generate(flows, seed: options.seed)
    } else {
      try seedSamples()
    }
    try seedChatbots()
    if options.includesOddities {
      let moment = now()
      let rows = SampleOddities.rows(id: { newUUID() }, at: moment)
      try change { () throws(ServerError) in
        for row in rows { try insert(row) }
      }
    }
  }

  private func generate(_ count: Int, seed: UInt64) throws(ServerError) {
    let generator = FlowGenerator(seed: seed)
    var index = 0
    while index < count {
      let end = min(count, index + Self.rowsPerTransaction)
      try change { () throws(ServerError) in
        for number in index..<end { try insert(generator.flow(number)) }
      }
      index = end
    }
  }

  private func insert(_ made: FlowGenerator.Made) throws(ServerError) {
    try database.run(
      """
      INSERT INTO chatflow (id, type, name, apikeyid, created, updated, content)
      VALUES (?, ?, ?, NULL, ?, ?, ?)
      """, .text(made.id), .text(made.type), .text(made.name), .integer(made.created),
      .integer(made.updated), .bytes(made.content))
  }

  private func seedSamples() throws(ServerError) {
    let moment = now()
    let samples = SampleFlows.all
    try change { () throws(ServerError) in
      // The first of the list is the newest, each further one some hours older.
      for (index, sample) in samples.enumerated().reversed() {
        let age = Int64(index * index * 5 + index * 3 + 1) * Self.hour
        try insert(
          sample.row(
            id: newUUID(), created: moment - age - 400 * Self.hour, updated: moment - age))
      }
    }
  }

  private func seedChatbots() throws(ServerError) {
    let moment = now()
    try change { () throws(ServerError) in
      for (index, sample) in SampleChatbots.all.enumerated().reversed() {
        try insert(sample, age: Int64(index * 31 + 2) * Self.hour, moment: moment)
      }
    }
  }

  private func insert(
    _ sample: SampleChatbot, age: Int64, moment: Int64
  ) throws(ServerError) {
    let id = "bot_\(newULID())"
    var newest: String?
    for number in 0..<sample.versions {
      let isLast = number == sample.versions - 1
      let version = VersionRow(
        seq: 0, id: "ver_\(newULID())", chatbot: id,
        created: moment - age - Int64(sample.versions - number) * 20 * Self.hour,
        definition: isLast ? sample.definition() : sample.definition(greeting: "Hello."))
      try insert(version)
      newest = version.id
    }
    try insert(
      ChatbotRow(
        seq: 0, id: id, status: sample.status,
        activeVersion: sample.status == .draft ? nil : newest,
        created: moment - age - 200 * Self.hour, updated: moment - age,
        name: JSONString.literal(sample.name),
        teams: JSONValue.array(sample.teams.map(JSONValue.string)).bytes(),
        draft: sample.definition()))
  }
}
