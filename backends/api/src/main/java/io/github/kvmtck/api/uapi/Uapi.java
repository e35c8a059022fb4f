package io.github.kvmtck.api.uapi;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that the topic classes of this package declare. */
public final class Uapi {
  private static final List<Class<?>> TOPICS =
      List.of(
          CoalescedIo.class,
          Confidential.class,
          Cpuid.class,
          Devices.class,
          DirtyLog.class,
          ExtendedState.class,
          HyperV.class,
          Interrupts.class,
          IrqRouting.class,
          Linux.class,
          Memslots.class,
          Msrs.class,
          NestedState.class,
          Paravirtual.class,
          PmuFilter.class,
          Registers.class,
          Run.class,
          RunBits.class,
          Signals.class,
          Stats.class,
          SystemApi.class,
          Timers.class,
          Userfaultfd.class,
          VcpuEvents.class,
          VcpuRun.class,
          Xen.class);

  private static final List<Request> REQUESTS = constants(Request.class).toList();

  private static final Map<Long, Request> BY_NUMBER =
      Stream.concat(REQUESTS.stream(), Proposed.REQUESTS.stream())
          .collect(Collectors.toUnmodifiableMap(Request::number, Function.identity()));

  private Uapi() {}

  /** The classes that declare mainline's structures, requests and constants. */
  static List<Class<?>> topics() {
    return TOPICS;
  }

  /** All requests of mainline. */
  public static List<Request> requests() {
    return REQUESTS;
  }

  /** All structures of mainline. */
  public static List<Struct> structs() {
    return constants(Struct.class).toList();
  }

  /**
   * The request of a command word, mainline's or a proposed one.
   *
   * @param number as ioctl(2) gets it; only the low 32 bits count, as in the kernel
   */
  public static Optional<Request> request(long number) {
    return Optional.ofNullable(BY_NUMBER.get(number & 0xffff_ffffL));
  }

  private static <T> Stream<T> constants(Class<T> type) {
    return TOPICS.stream()
        .flatMap(topic -> Arrays.stream(topic.getFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
        .map(field -> type.cast(value(field)));
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
