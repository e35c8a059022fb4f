/* Quicksort, heapsort and merge sort of the same random keys; function pointers and recursion. */
#include "runtime.h"

enum { COUNT = 800 };

struct record {
  u32 key;
  short weight;
  char name[6];
};

typedef int (*comparison)(const struct record *a, const struct record *b);

static struct record master[COUNT], work[COUNT], spare[COUNT];

static int by_key(const struct record *a, const struct record *b) {
  return a->key < b->key ? -1 : a->key > b->key;
}

static int by_weight(const struct record *a, const struct record *b) {
  return a->weight != b->weight ? a->weight - b->weight : by_key(a, b);
}

static int by_name(const struct record *a, const struct record *b) {
  int c = memcmp(a->name, b->name, sizeof a->name);
  return c != 0 ? c : by_weight(a, b);
}

static void swap(struct record *a, struct record *b) {
  struct record t = *a;
  *a = *b;
  *b = t;
}

static void quick(struct record *from, struct record *to, comparison less) {
  while (to - from > 1) {
    struct record pivot = from[(to - from) / 2];
    struct record *i = from;
    struct record *j = to - 1;
    while (i <= j) {
      while (less(i, &pivot) < 0) {
        i++;
      }
      while (less(&pivot, j) < 0) {
        j--;
      }
      if (i <= j) {
        swap(i++, j--);
      }
    }
    quick(from, j + 1, less);
    from = i;
  }
}

static void sink(struct record *heap, int at, int count, comparison less) {
  for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && less(&heap[child], &heap[child + 1]) < 0) {
      child++;
    }
    if (less(&heap[at], &heap[child]) >= 0) {
      return;
    }
    swap(&heap[at], &heap[child]);
    at = child;
  }
}

static void heapsort(struct record *from, struct record *to, comparison less) {
  int count = (int)(to - from);
  for (int i = count / 2 - 1; i >= 0; i--) {
    sink(from, i, count, less);
  }
  while (--count > 0) {
    swap(from, from + count);
    sink(from, 0, count, less);
  }
}

static void merge(struct record *from, struct record *to, comparison less) {
  if (to - from < 2) {
    return;
  }
  struct record *middle = from + (to - from) / 2;
  merge(from, middle, less);
  merge(middle, to, less);
  struct record *a = from;
  struct record *b = middle;
  struct record *out = spare;
  while (a < middle && b < to) {
    *out++ = less(a, b) <= 0 ? *a++ : *b++;
  }
  memcpy(out, a, (middle - a) * sizeof *a);
  out += middle - a;
  memcpy(out, b, (to - b) * sizeof *b);
  memcpy(from, spare, (to - from) * sizeof *from);
}

static const struct {
  const char *name;
  void (*sort)(struct record *from, struct record *to, comparison less);
} SORTS[] = {{"quick", quick}, {"heap", heapsort}, {"merge", merge}};

static const comparison ORDERS[] = {by_key, by_weight, by_name};

void program(void) {
  u64 seed = 7;
  for (int i = 0; i < COUNT; i++) {
    u64 r = next_random(&seed);
    master[i].key = (u32)(r >> 32);
    master[i].weight = (short)(r >> 16) % 97;
    for (int k = 0; k < 6; k++) {
      master[i].name[k] = (char)('a' + (r >> 5 * k & 3));
    }
  }
  for (int s = 0; s < 3; s++) {
    for (int o = 0; o < 3; o++) {
      memcpy(work, master, sizeof work);
      SORTS[s].sort(work, work + COUNT, ORDERS[o]);
      u32 sum = 0;
      for (int i = 0; i < COUNT; i++) {
        sum = sum * 31 + work[i].key;
      }
      print("%-6s order %d: %08x, first %u %d %c%c%c\n", SORTS[s].name, o, sum, work[0].key,
            work[0].weight, work[0].name[0], work[0].name[1], work[0].name[2]);
    }
  }
}
