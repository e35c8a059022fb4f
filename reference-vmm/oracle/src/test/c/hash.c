/* SHA-256, CRC-32, SipHash-2-4 and a multiplicative hash over the same random bytes. */
#include "runtime.h"

static const u32 K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static u32 right(u32 x, int n) {
  return x >> n | x << (32 - n);
}

static u64 left(u64 x, int n) {
  return x << n | x >> (64 - n);
}

static void block(u32 h[8], const u8 *data) {
  u32 w[64];
  for (int i = 0; i < 16; i++) {
    w[i] = (u32)data[4 * i] << 24 | data[4 * i + 1] << 16 | data[4 * i + 2] << 8 | data[4 * i + 3];
  }
  for (int i = 16; i < 64; i++) {
    u32 a = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3;
    u32 b = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + a + w[i - 7] + b;
  }
  u32 s[8];
  memcpy(s, h, sizeof s);
  for (int i = 0; i < 64; i++) {
    u32 t1 = s[7] + (right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25)) +
             ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i];
    u32 t2 = (right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22)) +
             ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += t1;
    s[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++) {
    h[i] += s[i];
  }
}

static void sha256(const u8 *data, size count) {
  u32 h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  u8 last[128] = {0};
  size whole = count / 64;
  for (size i = 0; i < whole; i++) {
    block(h, data + 64 * i);
  }
  size rest = count % 64;
  memcpy(last, data + 64 * whole, rest);
  last[rest] = 0x80;
  size blocks = rest < 56 ? 1 : 2;
  for (int i = 0; i < 8; i++) {
    last[64 * blocks - 1 - i] = (u8)((u64)count * 8 >> 8 * i);
  }
  for (size i = 0; i < blocks; i++) {
    block(h, last + 64 * i);
  }
  print("sha256(%u) ", (u32)count);
  for (int i = 0; i < 8; i++) {
    print("%08x", h[i]);
  }
  print("\n");
}

static u32 crc32(const u8 *data, size count) {
  static u32 table[256];
  for (u32 i = 0; i < 256; i++) {
    u32 c = i;
    for (int k = 0; k < 8; k++) {
      c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
    }
    table[i] = c;
  }
  u32 crc = ~0u;
  for (size i = 0; i < count; i++) {
    crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];
  }
  return ~crc;
}

static void round_of_sip(u64 v[4]) {
  v[0] += v[1];
  v[1] = left(v[1], 13) ^ v[0];
  v[0] = left(v[0], 32);
  v[2] += v[3];
  v[3] = left(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = left(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = left(v[1], 17) ^ v[2];
  v[2] = left(v[2], 32);
}

static u64 siphash(const u8 *data, size count, u64 k0, u64 k1) {
  u64 v[4] = {k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL, k0 ^ 0x6c7967656e657261ULL,
              k1 ^ 0x7465646279746573ULL};
  for (size i = 0; i <= count / 8; i++) {
    u64 m = i == count / 8 ? (u64)count << 56 : 0;
    for (size j = 0; j < 8 && 8 * i + j < count; j++) {
      m |= (u64)data[8 * i + j] << 8 * j;
    }
    v[3] ^= m;
    round_of_sip(v);
    round_of_sip(v);
    v[0] ^= m;
  }
  v[2] ^= 0xff;
  for (int i = 0; i < 4; i++) {
    round_of_sip(v);
  }
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static u64 multiplied(const u8 *data, size count) {
  u64 h = 0xcbf29ce484222325ULL;
  for (size i = 0; i < count; i++) {
    h = (h ^ data[i]) * 0x100000001b3ULL;
    h ^= h >> 29;
  }
  return h;
}

void program(void) {
  static u8 data[8192];
  u64 seed = 42;
  for (size i = 0; i < sizeof data; i++) {
    data[i] = (u8)(next_random(&seed) >> 56);
  }
  for (size n = 0; n <= sizeof data; n = n * 2 + 7) {
    sha256(data, n);
    print("%08x %016lx %016lx\n", crc32(data, n), siphash(data, n, 1, n), multiplied(data, n));
  }
}
