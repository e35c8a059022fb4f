/* What the compiled guests have instead of a C library: the same code natively and in the guest. */
#ifndef RUNTIME_H
#define RUNTIME_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef long long s64;
typedef __SIZE_TYPE__ size;

/* The program, one a file; what it prints is compared. */
void program(void);

/* Writes to the debug port in the guest, to standard output natively: guest.S, native.S. */
void put(const char *bytes, size count);

/* %d %u %x %s %c with l for 64 bits, %f with a precision, %a, %%; width, 0 and -. */
void print(const char *format, ...);

void *memcpy(void *to, const void *from, size count);
void *memmove(void *to, const void *from, size count);
void *memset(void *to, int value, size count);
int memcmp(const void *a, const void *b, size count);
size strlen(const char *s);

/* xorshift64*: the same numbers everywhere. */
static inline u64 next_random(u64 *state) {
  u64 x = *state;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  *state = x;
  return x * 0x2545f4914f6cdd1dULL;
}

#endif
