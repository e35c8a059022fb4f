package io.github.kvmtck.drivers.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.UnixSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The QEMU Machine Protocol (docs/interop/qmp-spec.rst): one command at a time. */
final class Qmp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UnixSocket socket;

  private Qmp(UnixSocket socket) {
    this.socket = socket;
  }

  /** Connects and leaves the negotiation of capabilities. */
  static Qmp connect(Path path, Duration patience) throws DriverException, InterruptedException {
    UnixSocket socket = UnixSocket.connect(path, patience);
    try {
      JSON.readTree(socket.line());
      Qmp qmp = new Qmp(socket);
      qmp.execute("qmp_capabilities", Map.of());
      return qmp;
    } catch (IOException e) {
      socket.close();
      throw new DriverException("QEMU does not greet on its QMP socket: " + e.getMessage(), e);
    }
  }

  /**
   * Executes a command and returns its answer; events that come before it are passed over.
   *
   * @throws DriverException where QEMU refuses it, in QEMU's words
   */
  JsonNode execute(String command, Map<String, ?> arguments) throws DriverException {
    ObjectNode request = JSON.createObjectNode().put("execute", command);
    if (!arguments.isEmpty()) {
      request.set("arguments", JSON.valueToTree(arguments));
    }
    try {
      socket.send(request + "\n");
      while (true) {
        JsonNode answer = JSON.readTree(socket.line());
        if (answer.has("return")) {
          return answer.get("return");
        } else if (answer.has("error")) {
          throw new DriverException(
              "QEMU refuses %s: %s".formatted(command, answer.at("/error/desc").asText()));
        }
      }
    } catch (IOException e) {
      throw new DriverException("QEMU did not answer %s: %s".formatted(command, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
