package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.UnixSocket;
import java.io.IOException;

/** The control socket. */
record SocketWire(UnixSocket socket) implements Wire {

  @Override
  public String ask(String command) throws IOException {
    socket.send(command + "\n");
    String line = socket.line();
    while (line.startsWith(" ")) {
      line = socket.line();
    }
    return line;
  }

  @Override
  public void close() {
    socket.close();
  }
}
