package io.github.kvmtck.drivers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A stream socket that a VMM listens on, read line by line. */
public final class UnixSocket implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final SocketChannel channel;
  private final BufferedReader reader;

  private UnixSocket(SocketChannel channel) {
    this.channel = channel;
    this.reader =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
  }

  /**
   * Connects as soon as somebody listens: a VMM that was just started does not yet, and nothing
   * tells when it will.
   *
   * @throws DriverException where nobody does in time
   */
  public static UnixSocket connect(Path path, Duration patience)
      throws DriverException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
          channel.connect(UnixDomainSocketAddress.of(path));
          return new UnixSocket(channel);
        } catch (IOException e) {
          channel.close();
          throw e;
        }
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw new DriverException(
              "The VMM does not listen on %s after %d s.".formatted(path, patience.toSeconds()), e);
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Sends text as it is. */
  public void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * The next line.
   *
   * @throws IOException where the VMM has closed the connection
   */
  public String line() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("the VMM has closed the connection");
    }
    return line;
  }

  /** So many characters. */
  public String text(int length) throws IOException {
    char[] text = new char[length];
    int read = 0;
    while (read < length) {
      int count = reader.read(text, read, length - read);
      if (count < 0) {
        throw new IOException("the VMM has closed the connection");
      }
      read += count;
    }
    return new String(text);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: whatever was sent was answered.
    }
  }
}
