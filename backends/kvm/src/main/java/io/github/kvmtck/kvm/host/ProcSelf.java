package io.github.kvmtck.kvm.host;

import io.github.kvmtck.api.Holdings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/** What this JVM holds of KVM and for clients, counted in {@code /proc/self}. */
public final class ProcSelf {
  private static final Path SELF = Path.of("/proc/self");

  /**
   * Descriptors that only clients have. An eventfd or an epoll may be the class library's, so these
   * are left to the books of their process.
   */
  private static final Pattern CLIENTS_DESCRIPTOR =
      Pattern.compile("/dev/kvm|anon_inode:\\[?(kvm|userfaultfd).*|/memfd:(?!java_heap).*");

  private ProcSelf() {}

  /**
   * Counts.
   *
   * @param clientAddress whether an address belongs to a client's address space
   * @param threadPrefix how the names of clients' threads begin
   */
  public static Holdings count(LongPredicate clientAddress, String threadPrefix) {
    return new Holdings(descriptors(), mappings(clientAddress), threads(threadPrefix));
  }

  private static int descriptors() {
    return (int)
        Links.in(SELF.resolve("fd")).values().stream()
            .filter(target -> CLIENTS_DESCRIPTOR.matcher(target).matches())
            .count();
  }

  /** Lines of maps: {@code 7f00-7fff rw-s 00000000 00:0e 1028 anon_inode:kvm-vcpu:0}. */
  private static int mappings(LongPredicate clientAddress) {
    try (var lines = Files.lines(SELF.resolve("maps"))) {
      return (int)
          lines
              .map(line -> line.substring(0, line.indexOf('-')))
              .filter(start -> clientAddress.test(Long.parseUnsignedLong(start, 16)))
              .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int threads(String prefix) {
    int count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path task : tasks) {
        count += name(task).startsWith(prefix) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (IOException gone) {
      return "";
    }
  }
}
