package io.github.kvmtck.kvm.host;

import io.github.kvmtck.api.KernelLog.Line;
import io.github.kvmtck.linux.Klog;
import io.github.kvmtck.linux.Returned;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** syslog(2), as dmesg reads it: for containers, which have no /dev/kmsg. */
final class Syslog implements HostLog.Source {
  /** {@code <6>[ 1.300828] text}. */
  private static final Pattern LINE = Pattern.compile("<(\\d+)>(?:\\[[^]]*] )?(.*)");

  private static final Pattern STAMP = Pattern.compile("<\\d+>\\[ *(\\d{1,12}\\.\\d{1,9})]");

  private String last;

  private Syslog(String last) {
    this.last = last;
  }

  static Optional<Syslog> open() {
    return ring().map(ring -> new Syslog(ring.isEmpty() ? "" : ring.getLast()));
  }

  @Override
  public List<Line> read() {
    List<String> ring = ring().orElse(List.of());
    List<Line> newer = newer(ring, last);
    if (!ring.isEmpty()) {
      last = ring.getLast();
    }
    return newer;
  }

  /**
   * What came after a line. The line may be gone: the ring has gone round, or more was appended to
   * it (pr_cont). Time stamps tell then; without them nobody can tell old from new, and an old
   * warning must not be laid at the door of the scenario that runs now.
   *
   * @param last empty: everything is new
   */
  static List<Line> newer(List<String> ring, String last) {
    int at = ring.lastIndexOf(last);
    if (at >= 0 || last.isEmpty()) {
      return ring.subList(at + 1, ring.size()).stream().map(Syslog::line).toList();
    }
    OptionalDouble then = seconds(last);
    if (then.isPresent()) {
      return ring.stream()
          .filter(raw -> seconds(raw).orElse(0) > then.getAsDouble())
          .map(Syslog::line)
          .toList();
    }
    return ring.stream().map(raw -> new Line(line(raw).text(), false)).toList();
  }

  /** The time since boot that a line bears, where printk.time is on. */
  private static OptionalDouble seconds(String raw) {
    Matcher matcher = STAMP.matcher(raw);
    return matcher.lookingAt()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  static Line line(String raw) {
    Matcher matcher = LINE.matcher(raw);
    if (!matcher.matches()) {
      return new Line(raw, false);
    }
    boolean fromKernel = Integer.parseInt(matcher.group(1)) >> 3 == 0;
    String text = matcher.group(2);
    return new Line(text, fromKernel && Alarm.isRaisedBy(text));
  }

  /** Empty where the kernel refuses. */
  private static Optional<List<String>> ring() {
    try (Arena arena = Arena.ofConfined()) {
      int size = Klog.klogctl(Klog.SIZE_BUFFER, MemorySegment.NULL, 0);
      if (Returned.failed(size)) {
        return Optional.empty();
      }
      MemorySegment buffer = arena.allocate(size);
      int length = Klog.klogctl(Klog.READ_ALL, buffer, size);
      if (Returned.failed(length)) {
        return Optional.empty();
      }
      byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }
  }

  @Override
  public void close() {}
}
