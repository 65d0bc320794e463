import GraphLayout
import Testing

@Suite struct LayoutEngineTests {
  private func picture(_ text: String) throws -> String {
    let drawing = try #require(LayoutEngine.drawing(of: GraphPicture.graph(text)))
    return GraphPicture.picture(of: drawing)
  }

  @Test("a chain is one line")
  func chain() throws {
    let drawn = try picture("Start>Agent Agent>Reply")
    #expect(
      drawn == """
        #######   #######   #######
        #Start#-->#Agent#-->#Reply#
        #######   #######   #######
        """)
  }

  @Test("a fork and a join share their lines")
  func forkAndJoin() throws {
    let drawn = try picture("Start>Sort Sort>A Sort>B Sort>C A>Reply B>Reply C>Reply")
    #expect(
      drawn == """
                            ###
                         +->#A#-+
                         |  ### |
                         |      |
        #######   ###### |  ### |  #######
        #Start#-->#Sort#-+->#B#-+->#Reply#
        #######   ###### |  ### |  #######
                         |      |
                         |  ### |
                         +->#C#-+
                            ###
        """)
  }

  @Test("a long arrow passes the boxes between")
  func longArrow() throws {
    let drawn = try picture("A>B B>C A>C")
    #expect(
      drawn == """
               ###
        ### +->#B#-+
        #A#-+  ### |  ###
        ### |      +->#C#
            +------+  ###
        """)
  }

  @Test("an arrow back to an earlier step leads back")
  func loop() throws {
    let drawn = try picture("Start>Agent Agent>Check Check>Agent Check>End")
    #expect(
      drawn == """
        #######   #######   #######   #####
        #Start#-->#Agent#-->#Check#-->#End#
        #######   #######<--#######   #####
        """)
  }

  @Test("a model stands beside what it serves")
  func inputs() throws {
    let drawn = try picture("Loader>Store Store>Chain Model>Chain Note")
    #expect(
      drawn == """
        ########   #######
        #Loader#-->#Store#-+
        ########   ####### |  #######
                           +->#Chain#
        ######     ####### |  #######
        #Note#     #Model#-+
        ######     #######
        """)
  }

  @Test("an empty graph is an empty drawing")
  func empty() throws {
    let drawing = try #require(LayoutEngine.drawing(of: LayoutGraph(boxes: [], arrows: [])))
    #expect(drawing.boxes.isEmpty && drawing.size == LayoutSize(columns: 0, rows: 0))
  }

  @Test("unknown ends, doubles and loops have no line")
  func oddArrows() throws {
    let graph = LayoutGraph(
      boxes: GraphPicture.graph("A B").boxes,
      arrows: [
        .init(from: "A", to: "Z"), .init(from: "A", to: "B"), .init(from: "A", to: "B"),
        .init(from: "B", to: "B"),
      ])
    let drawing = try #require(LayoutEngine.drawing(of: graph))
    #expect(drawing.arrows.count == 1)
    #expect(drawing.loops == ["B"])
  }

  @Test("a cancelled layout gives nothing")
  func cancelled() {
    #expect(LayoutEngine.drawing(of: GraphPicture.graph("A>B"), shouldStop: { true }) == nil)
  }
}
