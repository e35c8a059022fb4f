package io.github.kvmtck.oracle.judges;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The remote serial protocol of gdb (its manual, appendix E), as far as QEMU's stub needs it. */
final class Gdb implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  /** No step takes that long; one that does never ends. */
  private static final int PATIENCE_MS = 30_000;

  /** Bytes of memory in one packet. */
  private static final int CHUNK = 1024;

  private final Socket socket;
  private final InputStream in;

  Gdb(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    in = new BufferedInputStream(socket.getInputStream());
    ask("QStartNoAckMode");
    socket.getOutputStream().write('+');
    // Only who has asked for the description of the machine may write single registers.
    ask("qXfer:features:read:target.xml:0,1");
  }

  /** Registers in the stub's order, as many of the first as there are. */
  void registers(ByteBuffer all) throws IOException {
    byte[] bytes = new byte[all.capacity()];
    all.get(0, bytes);
    ok(ask("G" + HEX.formatHex(bytes)));
  }

  /** One register. */
  void register(int number, long value) throws IOException {
    ok(ask("P%x=%016x".formatted(number, Long.reverseBytes(value))));
  }

  /** Sets or clears a breakpoint; clearing one that is not there is no error. */
  void breakpoint(int address, boolean set) throws IOException {
    String answer = ask("%s0,%x,1".formatted(set ? "Z" : "z", address));
    if (set) {
      ok(answer);
    }
  }

  /** Runs to a breakpoint. */
  void goOn() throws IOException {
    ask("c");
  }

  /** What a command of QEMU's monitor prints. */
  String monitor(String command) throws IOException {
    StringBuilder printed = new StringBuilder();
    String answer = ask("qRcmd," + HEX.formatHex(command.getBytes(StandardCharsets.US_ASCII)));
    while (answer.startsWith("O") && !answer.equals("OK")) {
      printed.append(new String(HEX.parseHex(answer.substring(1)), StandardCharsets.US_ASCII));
      answer = answer();
    }
    ok(answer);
    return printed.toString();
  }

  void memory(int address, byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += CHUNK) {
      int length = Math.min(CHUNK, bytes.length - from);
      String hex = HEX.formatHex(bytes, from, from + length);
      ok(ask("M%x,%x:%s".formatted(address + from, length, hex)));
    }
  }

  /** One instruction, or the delivery of an event. */
  void step() throws IOException {
    ask("s");
  }

  private static void ok(String answer) throws IOException {
    if (!answer.equals("OK")) {
      throw new IOException("the stub answered " + answer);
    }
  }

  private String ask(String packet) throws IOException {
    int sum = packet.chars().sum() & 0xff;
    String framed = "$%s#%02x".formatted(packet, sum);
    socket.getOutputStream().write(framed.getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  private String answer() throws IOException {
    StringBuilder answer = new StringBuilder();
    while (next() != '$') {
      // an acknowledgement
    }
    for (int c = next(); c != '#'; c = next()) {
      answer.append((char) c);
    }
    next();
    next();
    return answer.toString();
  }

  private int next() throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the stub has gone");
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
