#pragma once
#include <stddef.h>
#include <openssl/evp.h>

// Writes the 32 bytes of SHA-256 of `data` to `out`; 1 when it did.
static inline int ccrypto_sha256(const void *data, size_t length, unsigned char *out) {
  unsigned int written = 0;
  return EVP_Digest(data, length, out, &written, EVP_sha256(), NULL) == 1 && written == 32;
}
