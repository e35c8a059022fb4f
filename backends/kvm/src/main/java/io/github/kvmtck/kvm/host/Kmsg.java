package io.github.kvmtck.kvm.host;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.KernelLog.Line;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** /dev/kmsg (Documentation/ABI/testing/dev-kmsg): one record a read, from the end on. */
final class Kmsg implements HostLog.Source {
  /** More than a record can have: CONSOLE_EXT_LOG_MAX. */
  private static final int RECORD = 8192;

  private final int fd;

  private Kmsg(int fd) {
    this.fd = fd;
  }

  static Optional<Kmsg> open() {
    int fd = Fcntl.open("/dev/kmsg", Fcntl.O_RDONLY | Fcntl.O_NONBLOCK | Fcntl.O_CLOEXEC);
    if (Returned.failed(fd)) {
      return Optional.empty();
    }
    if (Returned.failed(Unistd.lseek(fd, 0, Unistd.SEEK_END))) {
      Unistd.close(fd);
      return Optional.empty();
    }
    return Optional.of(new Kmsg(fd));
  }

  @Override
  public List<Line> read() {
    List<Line> lines = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment record = arena.allocate(RECORD);
      while (true) {
        long length = Unistd.read(fd, record.address(), RECORD);
        if (length > 0) {
          byte[] bytes = record.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
          lines.add(line(new String(bytes, StandardCharsets.UTF_8)));
        } else if (Returned.errno(length) != Errno.EPIPE) {
          // EPIPE: the record was overwritten before it was read; the next one follows.
          return lines;
        }
      }
    }
  }

  /** {@code prefix,sequence,microseconds,flags;text}, and lines of keys that begin with a space. */
  static Line line(String record) {
    int prefix = Integer.parseInt(record.substring(0, record.indexOf(',')));
    int text = record.indexOf(';') + 1;
    int end = record.indexOf('\n', text);
    String message = record.substring(text, end < 0 ? record.length() : end);
    // The facility is in the bits above the level; the kernel's own is 0.
    boolean fromKernel = prefix >> 3 == 0;
    return new Line(message, fromKernel && Alarm.isRaisedBy(message));
  }

  @Override
  public void close() {
    Unistd.close(fd);
  }
}
