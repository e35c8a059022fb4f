package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.task.HostTask;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A file of sysfs: reading shows a line, writing a word does something. */
public final class TextFile extends OpenFile {
  private static final int PAGE = 4096;

  private final String path;
  private final String content;
  private final Function<String, Errno> onWrite;

  /**
   * A file of sysfs.
   *
   * @param content what it reads
   * @param onWrite what writing does, given the word without its newline
   */
  public TextFile(String path, String content, Function<String, Errno> onWrite) {
    this.path = path;
    this.content = content;
    this.onWrite = onWrite;
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public Result pread(HostTask task, long address, long count, long offset) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    int from = (int) Math.min(offset, bytes.length);
    int length = (int) Math.min(count, bytes.length - from);
    MemorySegment out = MemorySegment.ofArray(bytes).asSlice(from, length);
    return task.mm().memory().put(address, out) == Errno.NONE
        ? Result.of(length)
        : Result.error(Errno.EFAULT);
  }

  @Override
  public Result read(HostTask task, long address, long count) {
    return pread(task, address, count, 0);
  }

  @Override
  public Result write(HostTask task, long address, long count) {
    byte[] word = new byte[(int) Math.min(count, PAGE)];
    if (task.mm().memory().get(address, MemorySegment.ofArray(word)) != Errno.NONE) {
      return Result.error(Errno.EFAULT);
    }
    Errno errno = onWrite.apply(new String(word, StandardCharsets.US_ASCII).strip());
    return errno == Errno.NONE ? Result.of(word.length) : Result.error(errno);
  }
}
