/* Formatting, wide arithmetic, conversions, bit fields, jump tables, variable arguments. */
#include "runtime.h"

struct packed {
  unsigned low : 3;
  signed middle : 11;
  unsigned high : 18;
};

static int kind(u32 x) {
  switch (x % 11) {
    case 0: return 3;
    case 1: return -8;
    case 2: return (int)(x >> 3);
    case 3: return 77;
    case 4: return (int)(x * 5);
    case 5: return -1;
    case 6: return 1 << (x & 15);
    case 7: return (int)~x;
    case 8: return 0;
    case 9: return (int)(x ^ 0x55);
    default: return 12345;
  }
}

static s64 sum(int count, ...) {
  __builtin_va_list args;
  __builtin_va_start(args, count);
  s64 total = 0;
  for (int i = 0; i < count; i++) {
    total += i % 2 ? __builtin_va_arg(args, s64) : (s64)__builtin_va_arg(args, double);
  }
  __builtin_va_end(args);
  return total;
}

static void integers(void) {
  static const s64 EDGES[] = {0, 1, -1, 9, -10, 0x7fffffff, -0x80000000LL, 0x100000000LL,
                              0x7fffffffffffffffLL, -0x7fffffffffffffffLL - 1};
  for (int i = 0; i < 10; i++) {
    for (int j = 1; j < 10; j++) {
      s64 a = EDGES[i];
      s64 b = EDGES[j];
      s64 q = b == -1 ? (s64)(0 - (u64)a) : a / b;
      s64 r = b == -1 ? 0 : a % b;
      print("%ld / %ld = %ld rest %ld, %lx %d\n", a, b, q, r, (u64)a * (u64)b, a < b);
    }
  }
#ifdef __x86_64__
  unsigned __int128 wide = 1;
  for (int i = 1; i < 30; i++) {
    wide *= (u64)i * 0x1234567;
    print("%016lx%016lx\n", (u64)(wide >> 64), (u64)wide);
  }
#endif
}

static void conversions(void) {
  u64 seed = 11;
  for (int i = 0; i < 60; i++) {
    s64 r = (s64)next_random(&seed) >> (i % 60);
    double d = (double)r;
    float f = (float)r;
    long double l = (long double)r / 3;
    print("%ld %.3f %a %a %a %d\n", r, d / 1024, d, (double)f, (double)l, (s32)(d / 8589934592.0));
    print("%ld %ld %d\n", (s64)(d / 2), (s64)(l * 2), (int)(l > d) + 2 * (int)(f < d));
  }
}

static void bits(void) {
  struct packed p = {0};
  u64 seed = 5;
  u32 counter = 0;
  for (int i = 0; i < 40; i++) {
    u64 r = next_random(&seed) | 1;
    p.low += (unsigned)r;
    p.middle ^= (int)(r >> 8);
    p.high -= (unsigned)(r >> 20);
    int clz = __builtin_clz((u32)r);
    int ctz = __builtin_ctz((u32)(r >> 7) | 0x80000000);
    u32 seen = __atomic_fetch_add(&counter, (u32)r, __ATOMIC_SEQ_CST);
    __atomic_compare_exchange_n(&counter, &seen, seen + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    print("%u %d %u %d %d %08x %u %lx %d\n", p.low, p.middle, p.high, clz, ctz,
          __builtin_bswap32((u32)r), counter, __builtin_bswap64(r), kind((u32)r));
  }
}

void program(void) {
  print("%5d|%-5d|%05d|%x|%08lx|%c|%s|%%\n", 42, -42, -42, 0xbeef, 0x123456789aULL, '!', "text");
  print("%f %.0f %.1f %.3f %.20f\n", 1.0 / 3, 2.5, 0.25, -1e10, 1e-10);
  print("%.2f %.10f %f\n", 1.7976931348623157e308, 4.9e-324, 1e22);
  print("sum %ld\n", sum(5, 1.9, -7LL, 1e12, 1LL << 40, -0.5));
  integers();
  conversions();
  bits();
}
