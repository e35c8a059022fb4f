package io.github.kvmtck.api.uapi;

import java.util.List;

/**
 * An ioctl request.
 *
 * @param name the kernel's
 * @param direction what the number says of the direction. The kernel's own are not always true:
 *     KVM_SET_IRQCHIP reads and is {@code _IOR}
 * @param type {@code KVMIO} or {@code UFFDIO}
 * @param nr the low 8 bits. Never identifies a request: numbers are shared between requests of
 *     other sizes and directions, and between mainline and what was proposed
 * @param encodedSize the size that is part of the number, in bytes
 * @param argument what the third argument of ioctl(2) is
 * @param on the kinds of descriptor that take it
 */
public record Request(
    String name,
    Direction direction,
    int type,
    int nr,
    long encodedSize,
    Argument argument,
    List<FdKind> on) {

  /** {@code KVMIO}. */
  public static final int KVMIO = 0xAE;

  /** The direction bits of a request number, seen from the caller (asm-generic/ioctl.h). */
  public enum Direction {
    /** {@code _IO}. */
    NONE(0),
    /** {@code _IOW}: the kernel reads. */
    WRITE(1),
    /** {@code _IOR}: the kernel writes. */
    READ(2),
    /** {@code _IOWR}. */
    READ_WRITE(3);

    private final long bits;

    Direction(long bits) {
      this.bits = bits;
    }
  }

  /** What the third argument of ioctl(2) is. */
  public sealed interface Argument {
    /** Nothing; most such requests ignore it, KVM_RUN wants 0. */
    record None() implements Argument {}

    /** A number. */
    record Value() implements Argument {}

    /** The address of a structure or number. */
    record Pointer(Type to) implements Argument {}
  }

  /** {@code _IO}, without an argument. */
  static Request io(String name, int nr, FdKind... on) {
    return new Request(name, Direction.NONE, KVMIO, nr, 0, new Argument.None(), List.of(on));
  }

  /** {@code _IOW}. */
  static Request iow(String name, int nr, Type argument, FdKind... on) {
    return pointing(name, Direction.WRITE, nr, argument, on);
  }

  /** {@code _IOR}. */
  static Request ior(String name, int nr, Type argument, FdKind... on) {
    return pointing(name, Direction.READ, nr, argument, on);
  }

  /** {@code _IOWR}. */
  static Request iowr(String name, int nr, Type argument, FdKind... on) {
    return pointing(name, Direction.READ_WRITE, nr, argument, on);
  }

  private static Request pointing(
      String name, Direction direction, int nr, Type argument, FdKind... on) {
    return new Request(
        name, direction, KVMIO, nr, argument.size(), new Argument.Pointer(argument), List.of(on));
  }

  /** The same number, but the argument is a value. */
  Request taking() {
    return with(new Argument.Value());
  }

  /** The same number, but the argument points to something else than the number says. */
  Request pointingTo(Type type) {
    return with(new Argument.Pointer(type));
  }

  /** The same of another subsystem. */
  Request ofType(int other) {
    return new Request(name, direction, other, nr, encodedSize, argument, on);
  }

  private Request with(Argument other) {
    return new Request(name, direction, type, nr, encodedSize, other, on);
  }

  /** The whole command word: direction, size, type and number. */
  public long number() {
    return direction.bits << 30 | encodedSize << 16 | (long) type << 8 | nr;
  }

  @Override
  public String toString() {
    return name;
  }
}
