/* Words counted in a text, searched, reversed, folded; a tree and a hash table of strings. */
#include "runtime.h"

static const char TEXT[] =
    "The processor fetches, decodes and executes; the processor never sleeps. What it fetches, it "
    "decodes; what it decodes, it executes - unless an interrupt, a fault or a trap comes first. "
    "Never trust a processor that fetches what it cannot decode, nor one that sleeps.";

struct word {
  const char *start;
  u8 length;
  u16 count;
  struct word *less, *more, *chain;
};

static struct word words[80];
static int used;
static struct word *table[16];

static char folded(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int compare(const char *a, size n, const char *b, size m) {
  for (size i = 0; i < n && i < m; i++) {
    int d = folded(a[i]) - folded(b[i]);
    if (d != 0) {
      return d;
    }
  }
  return (int)n - (int)m;
}

static void add(struct word **at, const char *start, size length) {
  while (*at) {
    int d = compare(start, length, (*at)->start, (*at)->length);
    if (d == 0) {
      (*at)->count++;
      return;
    }
    at = d < 0 ? &(*at)->less : &(*at)->more;
  }
  u32 hash = 5381;
  for (size i = 0; i < length; i++) {
    hash = hash * 33 ^ (u8)folded(start[i]);
  }
  struct word *w = &words[used++];
  *w = (struct word){start, (u8)length, 1, 0, 0, table[hash % 16]};
  table[hash % 16] = w;
  *at = w;
}

static int is_letter(char c) {
  c = folded(c);
  return c >= 'a' && c <= 'z';
}

static void walk(const struct word *w, int depth) {
  if (!w) {
    return;
  }
  walk(w->less, depth + 1);
  char text[24];
  memcpy(text, w->start, w->length);
  text[w->length] = 0;
  print("%-12s%3d depth %d\n", text, w->count, depth);
  walk(w->more, depth + 1);
}

static int find(const char *in, const char *what) {
  size n = strlen(what);
  for (const char *p = in; *p; p++) {
    if (memcmp(p, what, n) == 0) {
      return (int)(p - in);
    }
  }
  return -1;
}

void program(void) {
  struct word *root = 0;
  for (const char *p = TEXT; *p;) {
    const char *start = p;
    while (is_letter(*p)) {
      p++;
    }
    if (p > start) {
      add(&root, start, p - start);
    } else {
      p++;
    }
  }
  walk(root, 0);
  for (int i = 0; i < 16; i++) {
    int n = 0;
    for (const struct word *w = table[i]; w; w = w->chain) {
      n++;
    }
    print("%d%c", n, i == 15 ? '\n' : ' ');
  }
  char copy[sizeof TEXT];
  for (size i = 0; i < sizeof TEXT - 1; i++) {
    copy[i] = TEXT[sizeof TEXT - 2 - i];
  }
  copy[sizeof TEXT - 1] = 0;
  memmove(copy + 3, copy, 100);
  memmove(copy, copy + 50, 120);
  memset(copy + 60, '=', 5);
  print("%s\n%d %d %d\n", copy, find(TEXT, "sleeps"), find(TEXT, "fault or"), find(TEXT, "xyzzy"));
}
