/* A small printf; doubles are written exactly, by arithmetic on decimal digits. */
#include "runtime.h"

static char line[256];
static size filled;

static void flush(void) {
  put(line, filled);
  filled = 0;
}

static void one(char c) {
  if (filled == sizeof line) {
    flush();
  }
  line[filled++] = c;
}

static void field(const char *text, size count, int width, int left, char fill) {
  int pad = width > (int)count ? width - (int)count : 0;
  if (!left && fill == '0' && count > 0 && *text == '-') {
    one('-');
    text++;
    count--;
  }
  for (int i = 0; !left && i < pad; i++) {
    one(fill);
  }
  for (size i = 0; i < count; i++) {
    one(text[i]);
  }
  for (int i = 0; left && i < pad; i++) {
    one(' ');
  }
}

static size digits(char *into, u64 value, unsigned base, int negative) {
  char back[72];
  size n = 0;
  do {
    back[n++] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  if (negative) {
    back[n++] = '-';
  }
  for (size i = 0; i < n; i++) {
    into[i] = back[n - 1 - i];
  }
  return n;
}

/* Decimal digits of mantissa * 2^exponent: whole part before decimals[POINT], the rest behind. */
enum { POINT = 320, DIGITS = 1500 };
static u8 decimals[DIGITS];

static void twice(void) {
  int carry = 0;
  for (int i = DIGITS - 1; i >= 0; i--) {
    int d = decimals[i] * 2 + carry;
    carry = d >= 10;
    decimals[i] = (u8)(d - 10 * carry);
  }
}

static void half(void) {
  int rest = 0;
  for (int i = 0; i < DIGITS; i++) {
    int d = decimals[i] + 10 * rest;
    decimals[i] = (u8)(d >> 1);
    rest = d & 1;
  }
}

static u64 bits_of(double value) {
  union {
    double d;
    u64 u;
  } both = {value};
  return both.u;
}

static size fixed(char *into, double value, int precision) {
  u64 bits = bits_of(value);
  int exponent = (int)(bits >> 52 & 0x7ff);
  u64 mantissa = bits & 0xfffffffffffffULL;
  size n = 0;
  if (bits >> 63) {
    into[n++] = '-';
  }
  if (exponent == 0x7ff) {
    const char *name = mantissa ? "nan" : "inf";
    memcpy(into + n, name, 3);
    return n + 3;
  }
  mantissa |= exponent ? 1ULL << 52 : 0;
  exponent = (exponent ? exponent : 1) - 1075;
  memset(decimals, 0, sizeof decimals);
  for (int i = POINT - 1; mantissa != 0; i--) {
    decimals[i] = (u8)(mantissa % 10);
    mantissa /= 10;
  }
  for (; exponent > 0; exponent--) {
    twice();
  }
  for (; exponent < 0; exponent++) {
    half();
  }
  int end = POINT + precision;
  int tie = decimals[end] == 5;
  for (int i = end + 1; tie && i < DIGITS; i++) {
    tie = decimals[i] == 0;
  }
  if (tie ? decimals[end - 1] & 1 : decimals[end] >= 5) {
    int i = end - 1;
    while (decimals[i] == 9) {
      decimals[i--] = 0;
    }
    decimals[i]++;
  }
  int first = 0;
  while (first < POINT - 1 && decimals[first] == 0) {
    first++;
  }
  for (int i = first; i < end; i++) {
    if (i == POINT) {
      into[n++] = '.';
    }
    into[n++] = (char)('0' + decimals[i]);
  }
  return n;
}

void print(const char *format, ...) {
  __builtin_va_list args;
  __builtin_va_start(args, format);
  for (; *format != 0; format++) {
    if (*format != '%') {
      one(*format);
      continue;
    }
    int left = 0;
    char fill = ' ';
    int width = 0;
    int precision = 6;
    int wide = 0;
    format++;
    for (; *format == '-' || *format == '0'; format++) {
      left |= *format == '-';
      fill = *format == '0' ? '0' : fill;
    }
    for (; *format >= '0' && *format <= '9'; format++) {
      width = width * 10 + *format - '0';
    }
    if (*format == '.') {
      precision = 0;
      for (format++; *format >= '0' && *format <= '9'; format++) {
        precision = precision * 10 + *format - '0';
      }
    }
    for (; *format == 'l'; format++) {
      wide = 1;
    }
    char text[400];
    size n = 0;
    switch (*format) {
      case 'd': {
        s64 v = wide ? __builtin_va_arg(args, s64) : __builtin_va_arg(args, int);
        n = digits(text, v < 0 ? -(u64)v : (u64)v, 10, v < 0);
        break;
      }
      case 'u':
      case 'x': {
        u64 v = wide ? __builtin_va_arg(args, u64) : __builtin_va_arg(args, u32);
        n = digits(text, v, *format == 'x' ? 16 : 10, 0);
        break;
      }
      case 'f':
        n = fixed(text, __builtin_va_arg(args, double), precision);
        break;
      case 'a':
        n = digits(text, bits_of(__builtin_va_arg(args, double)), 16, 0);
        break;
      case 'c':
        text[n++] = (char)__builtin_va_arg(args, int);
        break;
      case 's': {
        const char *s = __builtin_va_arg(args, const char *);
        field(s, strlen(s), width, left, ' ');
        continue;
      }
      default:
        text[n++] = *format;
    }
    field(text, n, width, left, fill);
  }
  __builtin_va_end(args);
  flush();
}
