import CCrypto

/// SHA-256.
package enum Digest {
  /// The 32 bytes of SHA-256 of `bytes`.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      let isDone = ccrypto_sha256(bytes.baseAddress, bytes.count, digest.baseAddress)
      precondition(isDone == 1, "libcrypto has no SHA-256")
      count = 32
    }
  }

  /// The 32 bytes of SHA-256 of `bytes`.
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes(sha256) }

  /// SHA-256 of `prefix` followed by `bytes`, without joining them in memory.
  package static func sha256(_ prefix: String, _ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      var prefix = prefix
      let isDone = prefix.withUTF8 {
        ccrypto_sha256_two(
          $0.baseAddress, $0.count, bytes.baseAddress, bytes.count,
          digest.baseAddress)
      }
      precondition(isDone == 1, "libcrypto has no SHA-256")
      count = 32
    }
  }
}
