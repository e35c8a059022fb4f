package io.github.kvmtck.api.uapi;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that this package declares of mainline, as lines that a C program can print too: a
 * name and what it is worth.
 */
final class Declarations {
  private static final String NOT_IN_C = "PAGE_SIZE SIGSET_BYTES";

  private final SortedMap<String, Declaration> all = new TreeMap<>();

  private Declarations() {
    Uapi.structs().forEach(this::struct);
    Uapi.requests().forEach(r -> value(r.name(), r.number()));
    Uapi.topics().forEach(this::constants);
    named(ExitReason.values());
    named(MpState.values());
    named(Capability.values());
  }

  /**
   * @param worth what Java makes of it: a value, or offset and size
   * @param statement prints name and worth in C
   */
  record Declaration(String name, String worth, String statement) {}

  /** All declarations by name. */
  static SortedMap<String, Declaration> all() {
    return new Declarations().all;
  }

  private void struct(Struct struct) {
    String type = struct.cName();
    add(type, Long.toString(struct.size()), "\"%zu\", sizeof(" + type + ")");
    struct.fields().forEach(field -> field(type, field));
  }

  private void field(String type, Field field) {
    boolean flexible = field.extents().contains(0);
    String size = flexible ? "(size_t)0" : "sizeof(((" + type + " *)0)->" + field.path() + ")";
    add(
        type + "." + field.path(),
        field.offset() + " " + field.size(),
        "\"%zu %zu\", offsetof(" + type + ", " + field.path() + "), " + size);
  }

  private void constants(Class<?> topic) {
    Arrays.stream(topic.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive())
        .filter(field -> !NOT_IN_C.contains(field.getName()))
        .forEach(field -> value(field.getName(), number(field)));
  }

  private void named(Named... constants) {
    Arrays.stream(constants).forEach(constant -> value(constant.name(), constant.number()));
  }

  private void value(String name, long value) {
    add(name, Long.toString(value), "\"%lld\", (long long)(" + name + ")");
  }

  private void add(String name, String worth, String print) {
    String statement = "printf(\"" + name + " \"); printf(" + print + "); putchar('\\n');";
    Declaration before = all.put(name, new Declaration(name, worth, statement));
    if (before != null) {
      throw new IllegalStateException(name + " is declared twice");
    }
  }

  private static long number(java.lang.reflect.Field field) {
    try {
      return field.getLong(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
