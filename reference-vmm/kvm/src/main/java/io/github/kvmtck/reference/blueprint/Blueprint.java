package io.github.kvmtck.reference.blueprint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a kernel is built from: a value for every {@link Part}. Immutable; a variation answers with
 * another one.
 */
public final class Blueprint {
  public static final Blueprint EMPTY = new Blueprint(Map.of());

  private final Map<Part<?>, Object> parts;

  private Blueprint(Map<Part<?>, Object> parts) {
    this.parts = parts;
  }

  /**
   * What fills a part.
   *
   * @throws IllegalStateException where nothing does: the blueprint is incomplete
   */
  @SuppressWarnings("unchecked") // Only with(Part<T>, T) puts values in.
  public <T> T get(Part<T> part) {
    Object value = parts.get(part);
    if (value == null) {
      throw new IllegalStateException("the blueprint has no " + part);
    }
    return (T) value;
  }

  /** This with a part filled, whatever filled it before. */
  public <T> Blueprint with(Part<T> part, T value) {
    Map<Part<?>, Object> next = new HashMap<>(parts);
    next.put(part, value);
    return new Blueprint(next);
  }

  /** This with a part made from what filled it before. */
  public <T> Blueprint change(Part<T> part, UnaryOperator<T> change) {
    return with(part, change.apply(get(part)));
  }
}
