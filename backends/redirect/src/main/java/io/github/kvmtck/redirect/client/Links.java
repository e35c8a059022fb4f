package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where /proc says that a client's descriptors lead: for KVM's files what KVM in Linux says. */
final class Links {
  private static final Pattern PATH =
      Pattern.compile("/proc/(self|thread-self|[0-9]{1,9})/fd/([0-9]{1,9})");

  /** As long as a path may be that leads to a descriptor. */
  private static final int LONGEST = 64;

  private final OpenFiles files;

  Links(OpenFiles files) {
    this.files = files;
  }

  /** What readlink(2) and readlinkat(2) answer; empty where Linux knows better. */
  Optional<Result> read(ClientTask task, Notification call) {
    boolean at = call.number() == Numbers.READLINKAT;
    ClientMemory memory = task.process().client();
    Matcher path = PATH.matcher(string(memory.readable(at ? call.b() : call.a(), LONGEST)));
    if (!path.matches()) {
      return Optional.empty();
    }
    String process = path.group(1);
    int pid = Character.isDigit(process.charAt(0)) ? Integer.parseInt(process) : task.tid();
    OpenFiles.OpenFile file = files.at(pid, Integer.parseInt(path.group(2)));
    return file == null
        ? Optional.empty()
        : Optional.of(
            put(file.file().name(), memory, at ? call.c() : call.b(), at ? call.d() : call.c()));
  }

  private static Result put(String name, ClientMemory memory, long buffer, long room) {
    // int bufsiz
    if ((int) room <= 0) {
      return Result.error(Errno.EINVAL);
    }
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(bytes.length, (int) room);
    Errno errno = memory.put(buffer, MemorySegment.ofArray(bytes).asSlice(0, length));
    return errno == Errno.NONE ? Result.of(length) : Result.error(errno);
  }

  private static String string(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
