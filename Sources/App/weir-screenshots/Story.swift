import CellGrid
import FlowServer

/// What a person does with the program while pictures are taken.
struct Story: Sendable {
  /// One thing that happens. Each begins when the one before has come to rest on the screen.
  enum Step: Sendable {
    /// Keys by their names, with blanks between.
    case keys(String)
    /// Typed letter by letter.
    case text(String)
    /// Goes on when the screen shows this.
    case until(String)
    case size(columns: Int, rows: Int)
    /// Minutes go by.
    case minutes(Int64)
    /// Somebody else works on the server.
    case server(@Sendable (LocalServer) throws -> Void)
    case picture(Picture.Title)
  }

  var theme = "dusk"
  var glyphs = Glyphs.unicode
  var colors = ScreenAbilities.Colors.indexed
  var columns = 120
  var rows = 36
  /// Whether it is recorded for those who want to see the program move.
  var isTour = false
  let steps: [Step]
}

/// A frame that is worth keeping.
struct Picture {
  struct Title: Sendable {
    let name: String
    /// What is seen, for people who cannot see it.
    let caption: String
    var page = Frame.Page.dark
  }

  let title: Title
  let frame: Frame

  var name: String { title.name }
  var caption: String { title.caption }
  var page: Frame.Page { title.page }
}
