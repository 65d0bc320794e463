import FlowModel
import FlowWorkspace
import Testing

@Suite("Where weir's files are")
struct PlacesTests {
  @Test("WEIR_HOME puts everything under one folder, whatever XDG says")
  func oneFolder() throws {
    let places = try Places(environment: [
      "WEIR_HOME": "/w", "HOME": "/h", "XDG_DATA_HOME": "/d",
    ])
    #expect(
      places == Places(config: "/w/config", data: "/w/data", cache: "/w/cache", state: "/w/state"))
  }

  @Test("the XDG folders are used, and their fallbacks below HOME")
  func xdg() throws {
    let places = try Places(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"])
    #expect(places.config == "/h/.config/weir")
    #expect(places.data == "/h/.local/share/weir")
    #expect(places.cache == "/h/.cache/weir")
    #expect(places.state == "/s/weir")
  }

  @Test("a relative path in an XDG variable is ignored, as the specification asks")
  func relative() throws {
    let places = try Places(environment: ["HOME": "/h", "XDG_DATA_HOME": "data"])
    #expect(places.data == "/h/.local/share/weir")
  }

  @Test(
    "without a usable place there is a sentence, not a file somewhere",
    arguments: [[:], ["HOME": ""], ["HOME": "here"], ["WEIR_HOME": "here", "HOME": "/h"]])
  func nowhere(_ environment: [String: String]) throws {
    let problem = #expect(throws: Problem.self) { try Places(environment: environment) }
    #expect(problem?.kind == .usage)
    #expect(problem?.advice?.isEmpty == false)
  }

  @Test("each profile and each token has a path of its own")
  func paths() throws {
    let places = try Places(environment: ["WEIR_HOME": "/w"])
    #expect(places.configFile == "/w/config/config.json5")
    #expect(places.data(of: "prod") == "/w/data/prod")
    #expect(places.tokenFile(profile: "prod", service: .flowise) == "/w/config/tokens/prod-flowise")
    #expect(
      places.tokenFile(profile: "prod", service: .flowise)
        != places.tokenFile(profile: "prod", service: .flownally))
  }
}

@Suite("Which profile is meant")
struct ChosenProfileTests {
  private func configuration(_ names: [String], default chosen: String? = nil) -> Configuration {
    var configuration = Configuration()
    configuration.profiles = names.map { Profile(name: $0) }
    configuration.defaultProfile = chosen
    return configuration
  }

  @Test("-p wins over WEIR_PROFILE, that over the configuration")
  func precedence() throws {
    let all = configuration(["a", "b", "c"], default: "a")
    let environment = ["WEIR_PROFILE": "b"]
    #expect(try all.chosen("c", environment: environment)?.name == "c")
    #expect(try all.chosen(nil, environment: environment)?.name == "b")
    #expect(try all.chosen(nil, environment: ["WEIR_PROFILE": ""])?.name == "a")
  }

  @Test("the only profile is meant without a word; of several none is")
  func only() throws {
    #expect(try configuration(["a"]).chosen(nil, environment: [:])?.name == "a")
    #expect(try configuration([]).chosen(nil, environment: [:]) == nil)
    let problem = #expect(throws: Problem.self) {
      try configuration(["a", "b"]).chosen(nil, environment: [:])
    }
    #expect(problem?.kind == .usage)
    #expect(problem?.sentence.contains("a, b") == true)
  }

  @Test("a name that is not there is refused with those that are")
  func unknown() throws {
    let problem = #expect(throws: Problem.self) {
      try configuration(["prod"]).chosen("prdo", environment: [:])
    }
    #expect(problem?.sentence.contains("prdo") == true)
    #expect(problem?.sentence.contains("prod") == true)
  }
}
