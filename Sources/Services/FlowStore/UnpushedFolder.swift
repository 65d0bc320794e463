/// `unpushed/`: a second copy of unpushed work, as plain files (sync.md 2.2).
package struct UnpushedFolder {
  package let path: String
}
