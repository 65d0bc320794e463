extension VimTriples {
  /// Visual mode.
  static let visual = #"""
    ‸abcd ┃ vld ┃ ‸cd
    ‸abcd ┃ v2ld ┃ ‸d
    abc‸d ┃ vhd ┃ a‸b
    ‸abcd ┃ vlcx<Esc> ┃ ‸xcd
    ‸abcd ┃ vlsx<Esc> ┃ ‸xcd
    ‸abcd ┃ vly$p ┃ abcda‸b
    ab‸cd ┃ vhy ┃ a‸bcd
    ‸abcd ┃ vlx ┃ ‸cd
    ‸abcd ┃ v$d ┃ ‸
    ‸ab⏎cd ┃ v$d ┃ ‸cd
    ‸ab⏎cd ┃ vjd ┃ ‸d
    ‸ab⏎cd⏎ef ┃ vjlx ┃ ‸⏎ef
    ‸abcd ┃ vlrx ┃ ‸xxcd
    ‸ab⏎cd ┃ vjrx ┃ ‸xx⏎xd
    ‸abCd ┃ v$~ ┃ ‸ABcD
    ‸abCd ┃ vlU ┃ ‸ABCd
    ‸ABcd ┃ vlu ┃ ‸abcd
    ‸a⏎b⏎c ┃ Vd ┃ ‸b⏎c
    ‸a⏎b⏎c ┃ Vjd ┃ ‸c
    a⏎b⏎‸c ┃ Vkd ┃ ‸a
    ab⏎c‸d ┃ Vky ┃ a‸b⏎cd
    ab⏎c‸d ┃ Vy ┃ ab⏎‸cd
    ‸a⏎b⏎c ┃ Vjyp ┃ a⏎‸a⏎b⏎b⏎c
      ‸a⏎b ┃ Vcx<Esc> ┃   ‸x⏎b
    ‸a⏎b⏎c ┃ Vj> ┃   ‸a⏎  b⏎c
    ‸a⏎b⏎c ┃ Vj2> ┃     ‸a⏎    b⏎c
        ‸a⏎  b ┃ Vj< ┃   ‸a⏎b
    ‸a⏎b⏎c ┃ VjJ ┃ a‸ b⏎c
    ‸a⏎b⏎c ┃ vJ ┃ a‸ b⏎c
    ‸a⏎b⏎c ┃ V2jJ ┃ a b‸ c
    ‸a⏎b⏎c ┃ V2jgJ ┃ ab‸c
    ‸abcd ┃ vloxd ┃ ‸cd
    ‸abcd ┃ llvhod ┃ a‸d
    ab‸cd ┃ vlohd ┃ ‸a
    ‸ab cd ┃ viwd ┃ ‸ cd
    ‸ab cd ef ┃ vawd ┃ ‸cd ef
    ‸ab cd ef ┃ vawawd ┃ ‸ef
    ‸ab cd ef ┃ viwiwd ┃ ‸cd ef
    {"a": [1, ‸2]} ┃ vi[d ┃ {"a": [‸]}
    {"a": [1, ‸2]} ┃ va[d ┃ {"a": ‸}
    {"a": [1, ‸2]} ┃ vi{d ┃ {‸}
    {"k": "va‸l"} ┃ vi"d ┃ {"k": "‸"}
    {{‸1}} ┃ va{a{d ┃ ‸
    [[‸1]] ┃ vi[i[d ┃ [[‸]]
    {⏎  a⏎  ‸b⏎} ┃ vi{d ┃ {⏎‸}
    a⏎‸b⏎⏎c ┃ vipd ┃ ‸⏎c
    a⏎‸b⏎⏎c ┃ vapd ┃ ‸c
    ‸ab cd ┃ vey ┃ ‸ab cd
    ‸abcd ┃ vl<Esc>x ┃ a‸cd
    ‸abcd ┃ vlvx ┃ a‸cd
    ‸abcd⏎e ┃ vlVd ┃ ‸e
    ‸a⏎b ┃ VvD ┃ ‸b
    ‸ab cd ef ┃ viwywviwp ┃ ab a‸b ef
    ‸ab⏎cd⏎ef ┃ yyjVp ┃ ab⏎‸ab⏎ef
    ‸ab⏎cd⏎ef ┃ yiwjVp ┃ ab⏎‸ab⏎ef
    ‸ab⏎cd⏎ef ┃ yyjviwp ┃ ab⏎⏎‸ab⏎⏎ef
    ‸ab cd ┃ ywwviwP$p ┃ ab ab ab‸ 
    ‸abcdefgh ┃ vld. ┃ ‸efgh
    ‸abcdefgh ┃ vl~w0ll. ┃ AB‸CDefgh
    ‸a⏎b⏎c⏎d ┃ Vjd. ┃ ‸
    ‸ab⏎cd⏎ef⏎gh ┃ vjd. ┃ ‸f⏎gh
    ‸a⏎b⏎c⏎d⏎e ┃ Vj>jj. ┃   a⏎  b⏎  ‸c⏎  d⏎e
    ‸a⏎b⏎c ┃ VjYp ┃ a⏎‸a⏎b⏎b⏎c
    ‸abc⏎def ┃ lvD ┃ ‸def
    ‸abc⏎def ┃ lvY$p ┃ abc⏎‸abc⏎def
    ‸abc⏎def ┃ lvCx<Esc> ┃ ‸x⏎def
    ‸a,b,c ┃ vf,d ┃ ‸b,c
    ‸ab ab ┃ v/ab<Enter>d ┃ ‸b
    ‸ab x ab ┃ v*d ┃ ‸b
    ‸a⏎b⏎c ┃ vGd ┃ ‸
    ‸{1} x ┃ v%d ┃ ‸ x
    ‸abcd ┃ vl<Esc>$gvd ┃ ‸cd
    ‸abcd ┃ v3lrxu ┃ ‸abcd
    ‸a b c ┃ vey$vp ┃ a b a ‸b
    ab⏎abc‸d⏎cd ┃ Vky ┃ a‸b⏎abcd⏎cd
    ab⏎abc‸d⏎cd ┃ Vjy ┃ ab⏎‸abcd⏎cd
    ab⏎abc‸d⏎cdef ┃ Vjly ┃ ab⏎‸abcd⏎cdef
    ab⏎abc‸d⏎cdef ┃ Vjhhy ┃ ab⏎‸abcd⏎cdef
    abcd⏎abc‸d⏎cdef ┃ Vkhhy ┃ a‸bcd⏎abcd⏎cdef
    abcd⏎ab‸cd⏎cdef ┃ Vly ┃ abcd⏎‸abcd⏎cdef
    ‸ab⏎cd⏎ef ┃ yiwjVjp ┃ ab⏎‸ab
    ‸ab⏎cd⏎ef ┃ yyjVjp ┃ ab⏎‸ab
    ‸ab⏎cd⏎ef ┃ Vjyjviwp ┃ ab⏎⏎‸ab⏎cd⏎⏎ef
    ‸ab⏎cd⏎ef ┃ vjyjviwp ┃ ab⏎‸ab⏎c⏎ef
    ‸ab⏎cd⏎ef ┃ vjyjjVp ┃ ab⏎cd⏎‸ab⏎c
    ‸abc⏎abc ┃ v3l~u ┃ ‸abc⏎abc
    ‸abc⏎abc ┃ lvjru ┃ a‸uu⏎uuc
    ‸abc ┃ llvhru ┃ a‸uu
    ‸aé漢b ┃ vlld ┃ ‸b
    ‸a "b" c ┃ f"vf"d ┃ a ‸ c
    ‸[a, [b, c]] ┃ fbvi[o<Esc>x ┃ [a, [‸, c]]
    ‸ ┃ vd ┃ ‸
    a⏎‸⏎b ┃ viwd ┃ a⏎‸b
    ‸a⏎b ┃ v}d ┃ ‸
    ‸aB cd⏎eF ┃ lvjU ┃ a‸B CD⏎EF
    ‸a⏎b⏎c⏎d ┃ jVy<Esc>Gp ┃ a⏎b⏎c⏎d⏎‸b
    ‸a "b c" d ┃ fbvi"y$p ┃ a "b c" db ‸c
    """#

  /// Lines behind `:`.
  static let lines = #"""
    a⏎b⏎‸c ┃ :2<Enter> ┃ a⏎‸b⏎c
    ‸a⏎b⏎ c ┃ :$<Enter> ┃ a⏎b⏎ ‸c
    ‸a⏎b⏎ c ┃ :99<Enter> ┃ a⏎b⏎ ‸c
    ‸ab ab⏎ab ┃ :s/ab/x/<Enter> ┃ ‸x ab⏎ab
    ‸ab ab⏎ab ┃ :s/ab/x/g<Enter> ┃ ‸x x⏎ab
    ‸ab ab⏎ab ┃ :%s/ab/x/<Enter> ┃ x ab⏎‸x
    ‸ab ab⏎ab ┃ :%s/ab/x/g<Enter> ┃ x x⏎‸x
    ‸a⏎a⏎a⏎a ┃ :2,3s/a/b/<Enter> ┃ a⏎b⏎‸b⏎a
    ‸a⏎a⏎a⏎a ┃ jma2jmb:'a,'bs/a/b/<Enter> ┃ a⏎b⏎b⏎‸b
    ‸a⏎a⏎a ┃ :.,+1s/a/b/<Enter> ┃ b⏎‸b⏎a
    a⏎‸a⏎a ┃ :-1,.s/a/b/<Enter> ┃ b⏎‸b⏎a
    ‸a⏎a⏎a ┃ :2,$s/a/b/<Enter> ┃ a⏎b⏎‸b
    ‸Ab ab ┃ :s/ab/x/gi<Enter> ┃ ‸x x
    ‸Ab ab ┃ :s/ab/x/gI<Enter> ┃ ‸Ab x
    ‸Ab ab ┃ :s/Ab/x/g<Enter> ┃ ‸x ab
    ‸abc ┃ :s/b/[&]/<Enter> ┃ ‸a[b]c
    ‸abc ┃ :s/\(a\)\(b\)/\2\1/<Enter> ┃ ‸bac
    ‸a,b ┃ :s/,/\r/<Enter> ┃ a⏎‸b
    ‸a/b ┃ :s#/#-#<Enter> ┃ ‸a-b
    ‸a/b ┃ :s/\//-/<Enter> ┃ ‸a-b
    ‸a⏎b ┃ :%s/$/,/<Enter> ┃ a,⏎‸b,
    ‸a⏎b ┃ :%s/^/  /<Enter> ┃   a⏎  ‸b
    ‸aaa ┃ :s/a\{2}/x/<Enter> ┃ ‸xa
    ‸a b ┃ :s/\v(\w) (\w)/\2-\1/<Enter> ┃ ‸b-a
    ‸abc ┃ :s/b//<Enter> ┃ ‸ac
    ‸abc ┃ :s/b*/-/g<Enter> ┃ ‸-a-c
    ‸ab⏎ab⏎ab ┃ :s/a/x/<Enter>j:s<Enter> ┃ xb⏎‸xb⏎ab
    ‸ab ab ┃ /b<Enter>:s//x/g<Enter> ┃ ‸ax ax
    ‸a⏎b⏎c ┃ :%s/b/x/<Enter>u ┃ a⏎‸b⏎c
    ‸a⏎a⏎a ┃ Vj:s/a/b/<Enter> ┃ b⏎‸b⏎a
    ‸"a": 0,2 ┃ :s/\(\d\),\(\d\)/\1.\2/<Enter> ┃ ‸"a": 0.2
    ‸x  ⏎y  ┃ :%s/\s\+$//<Enter> ┃ x⏎‸y
    ‸abc ┃ :s/x*/-/g<Enter> ┃ ‸-a-b-c
    ‸ab ┃ :s/a\|$/-/g<Enter> ┃ ‸-b-
    ‸ab ┃ :s/b\|$/-/g<Enter> ┃ ‸a-
    ‸a⏎⏎b ┃ :%s/x*/-/g<Enter> ┃ -a⏎-⏎‸-b
    ‸a⏎a⏎a⏎b ┃ :2s/a/x/<Enter>ggu ┃ a⏎‸a⏎a⏎b
    a⏎a⏎a⏎‸b ┃ :1s/a/x/<Enter>jju ┃ ‸a⏎a⏎a⏎b
    a⏎‸a⏎a⏎b ┃ :1s/a/x/<Enter>u ┃ ‸a⏎a⏎a⏎b
    ‸{"a": 1,⏎"b": 2} ┃ :%s/\("\w\+"\): \(\d\)/\2: \1/<Enter> ┃ {1: "a",⏎‸2: "b"}
    ‸a⏎b⏎c ┃ :2s/b/x\ry/<Enter> ┃ a⏎x⏎‸y⏎c
    ‸a⏎b⏎c⏎d ┃ :2<Enter>:.,$s/$/;/<Enter> ┃ a⏎b;⏎c;⏎‸d;
    ‸a⏎b⏎c⏎d ┃ Vj<Esc>G:'<,'>s/$/;/<Enter> ┃ a;⏎‸b;⏎c⏎d
    ‸aXbXc ┃ :s/x/-/<Enter> ┃ ‸a-bXc
    ‸aXbXc ┃ :s/x/-/gi<Enter> ┃ ‸a-b-c
    ‸aXbxc ┃ :s/X/-/g<Enter> ┃ ‸a-bxc
    ‸x ┃ :s/x/a\/b/<Enter> ┃ ‸a/b
    ‸x ┃ :s/x/a\&b/<Enter> ┃ ‸a&b
    ‸x ┃ :s/x/\\/<Enter> ┃ ‸\
    ‸x ┃ :s/x/a\tb/<Enter> ┃ ‸a	b
    ‸a.b axb ┃ :s/a.b/-/g<Enter> ┃ ‸- -
    ‸a.b axb ┃ :s/a\.b/-/g<Enter> ┃ ‸- axb
    ‸a*b ┃ :s/*/-/<Enter> ┃ ‸a-b
    ‸a[b ┃ :s/\[/-/<Enter> ┃ ‸a-b
    ‸foo(bar) ┃ :s/(\(.*\))/[\1]/<Enter> ┃ ‸foo[bar]
    ‸aaa ┃ :s/a\{-1,}/x/<Enter> ┃ ‸xaa
    ‸foobar ┃ :s/foo\zsbar/x/<Enter> ┃ ‸foox
    ‸foobar ┃ :s/foo\zebar/x/<Enter> ┃ ‸xbar
    ‸ab12cd ┃ :s/\d\+/[&]/<Enter> ┃ ‸ab[12]cd
    ‸word words ┃ :s/\<word\>/x/g<Enter> ┃ ‸x words
    ‸a b  c ┃ :s/\s\+/ /g<Enter> ┃ ‸a b c
    ‸abc ┃ :s/[ac]/x/g<Enter> ┃ ‸xbx
    ‸abc ┃ :s/[^b]/x/g<Enter> ┃ ‸xbx
    ‸a-b]c ┃ :s/[]-]/x/g<Enter> ┃ ‸axbxc
    ‸tab ┃ :s/\va(b)/\1a/<Enter> ┃ ‸tba
    a⏎b⏎c⏎d⏎e⏎‸f ┃ :%s/./x/g<Enter>ggu ┃ ‸a⏎b⏎c⏎d⏎e⏎f
    ‸a⏎b⏎c⏎d⏎e⏎f ┃ :3<Enter>ggVGd:1<Enter>u ┃ ‸a⏎b⏎c⏎d⏎e⏎f
    """#
}
