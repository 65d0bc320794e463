import CPosix

/// File systems of another computer, where shared memory between programs does not work.
enum NetworkFileSystem {
  /// Whether the folder lies on one. False when the system does not say.
  static func holds(_ folder: String) -> Bool {
    kinds.contains(cposix_file_system_kind(folder))
  }

  // From linux/magic.h and statfs(2): NFS, SMB, CIFS, SMB2, 9P, FUSE.
  private static let kinds: Set<UInt32> = [
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x6573_5546,
  ]
}
