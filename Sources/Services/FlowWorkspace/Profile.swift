package import FlowModel

/// One or two servers under a name, and how careful to be with them.
package struct Profile: Hashable, Sendable {
  /// `[A-Za-z0-9._-]{1,64}`, not beginning with a dot: it names a folder.
  package var name: String
  /// A colour word for the badge; nil: the accent.
  package var color: String?
  /// Asks twice before it deletes or changes what is live.
  package var isProtected: Bool
  package var isReadOnly: Bool
  package var flowise: ServerProfile?
  package var flownally: ServerProfile?

  package init(
    name: String, color: String? = nil, isProtected: Bool = false, isReadOnly: Bool = false,
    flowise: ServerProfile? = nil, flownally: ServerProfile? = nil
  ) {
    self.name = name
    self.color = color
    self.isProtected = isProtected
    self.isReadOnly = isReadOnly
    self.flowise = flowise
    self.flownally = flownally
  }

  package subscript(service: Service) -> ServerProfile? {
    get { service == .flowise ? flowise : flownally }
    set {
      switch service {
      case .flowise: flowise = newValue
      case .flownally: flownally = newValue
      }
    }
  }

  /// The services this profile has a server for, Flowise first.
  package var services: [Service] { Service.allCases.filter { self[$0] != nil } }

  /// Whether `name` may name a profile.
  package static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
      }
  }
}

/// One server of a profile.
package struct ServerProfile: Hashable, Sendable {
  package var address: ServerAddress
  package var token: TokenSource?
  /// The user agreed that the token may travel over plain http to a host that is not this one.
  package var allowsHTTP: Bool
  /// A certificate authority of one's own, PEM.
  package var caFile: String?

  package init(
    address: ServerAddress, token: TokenSource?, allowsHTTP: Bool = false, caFile: String? = nil
  ) {
    self.address = address
    self.token = token
    self.allowsHTTP = allowsHTTP
    self.caFile = caFile
  }
}

/// Where a token comes from. Never the token itself.
package enum TokenSource: Hashable, Sendable {
  /// Arguments of a program that prints the token; no shell. `asks`: it may use the terminal.
  case command([String], asks: Bool)
  /// A variable of the environment.
  case environment(String)
  /// A file of mode 0600 that a person chose.
  case file(String)

  /// For people: `command pass`, `variable FLOWISE_TOKEN`, `file …, stored in clear`.
  package var summary: String {
    switch self {
    case .command(let arguments, _): "command \(arguments.first ?? "")"
    case .environment(let name): "variable \(name)"
    case .file(let path): "file \(path), stored in clear"
    }
  }
}
