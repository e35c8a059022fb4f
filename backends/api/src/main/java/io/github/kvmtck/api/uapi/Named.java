package io.github.kvmtck.api.uapi;

import java.util.Optional;

/** A number that the headers name. */
public interface Named {
  /** The kernel's name. */
  String name();

  int number();

  /** The constant with a number. */
  static <E extends Enum<E> & Named> Optional<E> of(Class<E> type, int number) {
    for (E constant : type.getEnumConstants()) {
      if (constant.number() == number) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** The name of a number, or the number where it has none. */
  static <E extends Enum<E> & Named> String name(Class<E> type, int number) {
    return of(type, number).map(Named::name).orElseGet(() -> Integer.toUnsignedString(number));
  }
}
