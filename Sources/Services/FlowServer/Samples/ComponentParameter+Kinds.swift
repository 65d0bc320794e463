import JSONText

// The few kinds of settings the catalog is written with.
extension ComponentParameter {
  static func text(
    _ label: String, _ name: String, rows: Int = 1, _ about: String = "", standard: String = "",
    isOptional: Bool = true, takesVariables: Bool = false
  ) -> Self {
    var details: [(String, JSONValue)] = []
    if !about.isEmpty { details.append(("description", .string(about))) }
    if rows > 1 { details.append(("rows", .integer(rows))) }
    if takesVariables { details.append(("acceptVariable", .boolean(true))) }
    if isOptional { details.append(("optional", .boolean(true))) }
    details.append(("additionalParams", .boolean(isOptional)))
    return Self(
      label: label, name: name, type: "string", details: details, standard: .string(standard))
  }

  static func number(
    _ label: String, _ name: String, step: String = "1", _ about: String = "", standard: String = ""
  ) -> Self {
    Self(
      label: label, name: name, type: "number",
      details: [
        ("description", .string(about)), ("step", .number(step)), ("optional", .boolean(true)),
        ("additionalParams", .boolean(true)),
      ], standard: standard.isEmpty ? .string("") : .number(standard))
  }

  static func flag(_ label: String, _ name: String, _ about: String = "", standard: Bool = false)
    -> Self
  {
    Self(
      label: label, name: name, type: "boolean",
      details: [
        ("description", .string(about)), ("default", .boolean(standard)),
        ("optional", .boolean(true)), ("additionalParams", .boolean(true)),
      ], standard: .boolean(standard))
  }

  static func choice(
    _ label: String, _ name: String, _ options: [(String, String)], standard: String
  ) -> Self {
    Self(
      label: label, name: name, type: "options",
      details: [
        (
          "options",
          .array(
            options.map { option in
              .object([
                ("label", .string(option.0)),
                ("name", .string(option.0.lowercased().replacingBlanks)),
                ("description", .string(option.1)),
              ])
            })
        ), ("default", .string(standard)), ("freeSolo", .boolean(true)),
      ], standard: .string(standard))
  }

  static func credential(_ names: String...) -> Self {
    Self(
      label: "Connect Credential", name: "credential", type: "credential",
      details: [("credentialNames", .array(names.map(JSONValue.string)))])
  }

  static func secret(_ label: String, _ name: String) -> Self {
    Self(
      label: label, name: name, type: "password",
      details: [("optional", .boolean(true)), ("additionalParams", .boolean(true))])
  }

  static func code(_ label: String, _ name: String, _ about: String) -> Self {
    Self(
      label: label, name: name, type: "code",
      details: [
        ("description", .string(about)), ("rows", .integer(6)), ("hideCodeExecute", .boolean(true)),
        ("codeExample", .string("return $input.trim();")),
      ])
  }

  /// Rows of a small table, each an object.
  static func table(_ label: String, _ name: String, _ about: String, columns: [String]) -> Self {
    Self(
      label: label, name: name, type: "array",
      details: [
        ("description", .string(about)), ("acceptVariable", .boolean(true)),
        (
          "array",
          .array(
            columns.map { column in
              .object([
                ("label", .string(column.prefix(1).uppercased() + column.dropFirst())),
                ("name", .string(column)), ("type", .string("string")),
                ("placeholder", .string("A \(column), or a variable such as {{ question }}")),
                ("acceptVariable", .boolean(true)), ("optional", .boolean(true)),
              ])
            })
        ),
      ], standard: .array([]))
  }
}

extension String {
  fileprivate var replacingBlanks: String { String(map { $0 == " " ? "-" : $0 }) }
}
