package io.github.kvmtck.monitors;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an object of this project keeps, through its fields and what they hold. */
final class Reachable {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> next = new ArrayDeque<>();

  private Reachable() {}

  /** All that can be reached and is of this class. */
  static <T> Stream<T> from(Object root, Class<T> type) {
    Reachable all = new Reachable();
    all.next.add(root);
    while (!all.next.isEmpty()) {
      all.look(all.next.removeFirst());
    }
    return all.seen.stream().filter(type::isInstance).map(type::cast);
  }

  private void look(Object object) {
    if (!seen.add(object)) {
      return;
    }
    switch (object) {
      case Map<?, ?> map -> map.forEach((key, value) -> found(key, value));
      case Collection<?> all -> all.forEach(this::found);
      case Optional<?> one -> one.ifPresent(this::found);
      case Object[] array -> found(array);
      default -> fields(object);
    }
  }

  private void fields(Object object) {
    for (Class<?> type = object.getClass();
        type != null && type.getName().startsWith("io.github.kvmtck.monitors.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          found(value(field, object));
        }
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private void found(Object... objects) {
    for (Object object : objects) {
      if (object != null) {
        next.add(object);
      }
    }
  }
}
