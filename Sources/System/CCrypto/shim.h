#pragma once
#include <stddef.h>
#include <openssl/evp.h>

// Writes the 32 bytes of SHA-256 of `data` to `out`; 1 when it did.
static inline int ccrypto_sha256(const void *data, size_t length, unsigned char *out) {
  unsigned int written = 0;
  return EVP_Digest(data, length, out, &written, EVP_sha256(), NULL) == 1 && written == 32;
}

// The same for the bytes of `first` followed by those of `second`.
static inline int ccrypto_sha256_two(const void *first, size_t firstLength,
                                     const void *second, size_t secondLength,
                                     unsigned char *out) {
  unsigned int written = 0;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int done = context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1 &&
             EVP_DigestUpdate(context, first, firstLength) == 1 &&
             EVP_DigestUpdate(context, second, secondLength) == 1 &&
             EVP_DigestFinal_ex(context, out, &written) == 1 && written == 32;
  EVP_MD_CTX_free(context);
  return done;
}
