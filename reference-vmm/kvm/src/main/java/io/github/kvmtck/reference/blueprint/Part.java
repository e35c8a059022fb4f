package io.github.kvmtck.reference.blueprint;

/**
 * A replaceable part of the model. Parts are compared by identity: each is one constant, declared
 * beside the type it has.
 *
 * @param <T> what fills it
 */
@SuppressWarnings("UnusedTypeParameter") // It ties a part to the type of what fills it.
public final class Part<T> {
  private final String name;

  private Part(String name) {
    this.name = name;
  }

  /**
   * A new part.
   *
   * @param name what messages call it
   */
  public static <T> Part<T> named(String name) {
    return new Part<>(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
