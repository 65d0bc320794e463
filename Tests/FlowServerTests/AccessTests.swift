import FlowServer
import JSONText
import Testing

@Suite("who may do what")
struct AccessTests {
  @Test("version, ping and settings need no token")
  func openRoutes() throws {
    let server = try TestServer()
    #expect(try server.stranger.get("/api/v1/version").text == #"{"version":"3.1.3"}"#)
    #expect(try server.stranger.get("/api/v1/ping").text == "pong")
    #expect(
      try server.stranger.get("/api/v1/settings").json["PLATFORM_TYPE"]?.string == "open source")
  }

  @Test("without a token, or with a wrong one, 401")
  func wrongToken() throws {
    let server = try TestServer()
    let unauthorized = #"{"error":"Unauthorized Access"}"#
    for token in [nil, "wrong", "demo2", ""] {
      let answer = try RawClient(port: server.server.port, token: token).get("/api/v1/chatflows")
      #expect(answer.status == 401)
      #expect(answer.text == unauthorized)
    }
    let lowerCase = try server.stranger.get("/api/v1/chatflows", ["Authorization": "bearer demo"])
    #expect(lowerCase.status == 401)
    #expect(try server.client.get("/API/v1/chatflows").text == unauthorized)
  }

  @Test("x-request-from: internal hides the token")
  func internalRequests() throws {
    let answer = try TestServer().client.get("/api/v1/chatflows", ["x-request-from": "internal"])
    #expect(answer.status == 401)
    #expect(answer.json["message"]?.string == "Invalid or Missing token")
  }

  @Test("a body that is not JSON is refused before the token is looked at")
  func bodyFirst() throws {
    let answer = try TestServer().stranger.send("POST", "/api/v1/chatflows", json: "{")
    #expect(answer.status == 400)
  }

  @Test("unknown paths give the web page to those who have a token, and 401 to others")
  func unknownPaths() throws {
    let server = try TestServer()
    for (method, path) in [
      ("GET", "/api/v1/nothing"), ("PATCH", "/api/v1/chatflows/x"), ("GET", "/"),
    ] {
      let answer = try server.client.send(method, path)
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"]?.hasPrefix("text/html") == true)
      #expect(answer.text.contains("<!DOCTYPE html>"))
    }
    #expect(try server.stranger.get("/api/v1/nothing").status == 401)
    #expect(try server.stranger.get("/anything").status == 200)
  }

  @Test("a malformed escape in the path is 500")
  func malformedEscape() throws {
    let answer = try TestServer().client.get("/api/v1/chatflows/%zz")
    #expect(answer.status == 500)
    #expect(answer.json["message"]?.string == "URI malformed")
  }

  @Test("the token for looking reads and writes nothing")
  func viewToken() throws {
    let server = try TestServer.empty()
    let id = try server.add("n")
    #expect(try server.viewer.get("/api/v1/chatflows").status == 200)
    #expect(try server.viewer.get("/api/v1/chatflows/\(id)").status == 200)
    let writes = [
      ("POST", "/api/v1/chatflows"), ("PUT", "/api/v1/chatflows/\(id)"),
      ("DELETE", "/api/v1/chatflows/\(id)"),
      ("GET", "/api/v1/chatflows/has-changed/\(id)/2024-03-15T10:30:00.000Z"),
    ]
    for (method, path) in writes {
      let answer = try server.viewer.send(method, path, json: method == "GET" ? nil : "{}")
      #expect(answer.status == 403, "\(method) \(path)")
      #expect(answer.text == #"{"message":"Forbidden"}"#)
    }
    #expect(try server.server.flowCount() == 1)
  }

  @Test("an API key opens its flows and the unbound ones, by name; keyonly leaves only its own")
  func apiKey() throws {
    let server = try TestServer()
    let answer = try server.stranger.get("/api/v1/chatflows/apikey/demo")
    #expect(answer.status == 200)
    #expect(answer.json.count == (try server.server.flowCount()))
    let own = try server.stranger.get("/api/v1/chatflows/apikey/demo?keyonly=true")
    #expect(own.json.elements.map { $0["name"]?.string } == ["مساعد الحجز"])
    let view = try server.stranger.get("/api/v1/chatflows/apikey/look?keyonly")
    #expect(view.status == 500)
    #expect(view.json["message"]?.string?.contains("Chatflow not found") == true)
    let unknown = try server.stranger.get("/api/v1/chatflows/apikey/nobody")
    #expect(unknown.status == 401)
    #expect(unknown.text == "Unauthorized")
  }
}
