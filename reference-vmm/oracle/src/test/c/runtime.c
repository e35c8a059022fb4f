/* The functions that a freestanding gcc calls on its own, and no others. */
#include "runtime.h"

void *memcpy(void *to, const void *from, size count) {
  void *start = to;
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
  return start;
}

void *memmove(void *to, const void *from, size count) {
  u8 *t = to;
  const u8 *f = from;
  if (t <= f) {
    return memcpy(to, from, count);
  }
  t += count - 1;
  f += count - 1;
  __asm__ volatile("std; rep movsb; cld" : "+D"(t), "+S"(f), "+c"(count) : : "memory");
  return to;
}

void *memset(void *to, int value, size count) {
  void *start = to;
  __asm__ volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(value) : "memory");
  return start;
}

int memcmp(const void *a, const void *b, size count) {
  const u8 *x = a;
  const u8 *y = b;
  while (count-- > 0) {
    if (*x != *y) {
      return *x - *y;
    }
    x++;
    y++;
  }
  return 0;
}

size strlen(const char *s) {
  const char *end = s;
  while (*end != 0) {
    end++;
  }
  return end - s;
}

#ifndef __x86_64__
/* Division of 64 bits, which gcc leaves to libgcc here. */
u64 __udivmoddi4(u64 n, u64 d, u64 *rest) {
  u64 q = 0;
  u64 r = 0;
  for (int i = 63; i >= 0; i--) {
    r = r << 1 | (n >> i & 1);
    if (r >= d) {
      r -= d;
      q |= 1ULL << i;
    }
  }
  *rest = r;
  return q;
}

u64 __udivdi3(u64 n, u64 d) {
  u64 rest;
  return __udivmoddi4(n, d, &rest);
}

u64 __umoddi3(u64 n, u64 d) {
  u64 rest;
  __udivmoddi4(n, d, &rest);
  return rest;
}

s64 __divmoddi4(s64 n, s64 d, s64 *rest) {
  u64 r;
  u64 q = __udivmoddi4(n < 0 ? -(u64)n : (u64)n, d < 0 ? -(u64)d : (u64)d, &r);
  *rest = n < 0 ? -(s64)r : (s64)r;
  return (n < 0) != (d < 0) ? -(s64)q : (s64)q;
}

s64 __divdi3(s64 n, s64 d) {
  s64 rest;
  return __divmoddi4(n, d, &rest);
}

s64 __moddi3(s64 n, s64 d) {
  s64 rest;
  __divmoddi4(n, d, &rest);
  return rest;
}
#endif
