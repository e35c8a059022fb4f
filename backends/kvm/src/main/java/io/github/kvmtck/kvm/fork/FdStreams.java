package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Buffered streams on descriptors that Java did not open. */
final class FdStreams {
  private FdStreams() {}

  static InputStream reader(int fd) {
    return new BufferedInputStream(
        new InputStream() {
          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
              MemorySegment buffer = arena.allocate(Math.max(length, 1));
              int count = (int) check(Unistd.read(fd, buffer.address(), length));
              MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, offset, count);
              return count == 0 && length > 0 ? -1 : count;
            }
          }
        });
  }

  static OutputStream writer(int fd) {
    return new BufferedOutputStream(
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
              MemorySegment buffer = arena.allocate(Math.max(length, 1));
              MemorySegment.copy(bytes, offset, buffer, ValueLayout.JAVA_BYTE, 0, length);
              for (long done = 0; done < length; ) {
                done += check(Unistd.write(fd, buffer.address() + done, length - done));
              }
            }
          }
        });
  }

  private static long check(long returned) throws IOException {
    if (Returned.failed(returned)) {
      throw new IOException(Returned.errno(returned).toString());
    }
    return returned;
  }
}
