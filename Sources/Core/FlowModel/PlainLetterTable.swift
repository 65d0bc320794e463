/// The letters that marks stand on. Written by `Tests/Tools/plain-letters.py` from the
/// decompositions and names of Unicode 14.0; do not edit by hand.
enum PlainLetterTable {
  /// For each scalar from `first` on the letter without its marks; `.` where it has none.
  static let blocks: [(first: UInt32, letters: String)] = [
    (
      0x00C0,
      """
      ................................aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.d.d.e.e.e.e\
      .e.g.g.g.g.h.h.i.i.i.i.i...j.kq.l.l.l.l.l.n.n.nn.n.o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u\
      .w.y..z.z.zsb..b....c...d.....f......kl...n..o...p.....t.t..u...y.z.......................\
      a.i.o.u.u.u.u.u..a.a.æ.g.g.k.o.o.ʒj....g...n.a.æ.o.a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.d...z.a\
      .e.o.o.o.o.ylntj....c..sz......e.j.q.r.y
      """
    ),
    (
      0x0370,
      """
      ................................ι...........................αεηιυ.................σ.......\
      ιυουω.βθ...φπ.........................κρσ..ε..............................................\
      .....................и......................ее.г...і....киу........................ѵ......\
      ....................................................................ж..............а.а...е\
      ...ә.ж.з...и.и.о...ө.э.у.у.у.ч...ы......................................................
      """
    ),
    (
      0x1E00,
      """
      .a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o.o.o.p.p.r\
      .r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y.z.z.zhtwyas.....a.a.a.a.a.a.a.a.a.a\
      .a.a.e.e.e.e.e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y.....yαααααααα......\
      ..εεεεεε..........ηηηηηηηη........ιιιιιιιι........οοοοοο..........υυυυυυυυ........ωωωωωωωω\
      ........ααεεηηιιοουυωω..αααααααα........ηηηηηηηη........ωωωωωωωω........ααααα.αα......ι...\
      ηηη.ηη........ιιιι..ιι........υυυυρρυυ..........ωωω.ωω........
      """
    ),
  ]
}
