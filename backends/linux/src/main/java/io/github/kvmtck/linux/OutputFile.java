package io.github.kvmtck.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a client prints.
 *
 * @param file a descriptor of a file; -1 for this process's terminal
 */
public record OutputFile(int file) implements AutoCloseable {
  /** Opens a file, which is made or emptied; empty: the terminal. */
  public static OutputFile of(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return new OutputFile(-1);
    }
    Files.write(file.get(), new byte[0]);
    int fd = Fcntl.open(file.get().toString(), Fcntl.O_WRONLY | Fcntl.O_CLOEXEC);
    if (Returned.failed(fd)) {
      throw new IOException(file.get() + ": " + Returned.errno(fd));
    }
    return new OutputFile(fd);
  }

  /** By 0, 1 and 2, the descriptors of this process that are the client's. */
  public Map<Integer, Integer> standard() {
    return file < 0 ? Map.of(0, 0, 1, 1, 2, 2) : Map.of(0, 0, 1, file, 2, file);
  }

  @Override
  public void close() {
    if (file >= 0) {
      Unistd.close(file);
    }
  }
}
