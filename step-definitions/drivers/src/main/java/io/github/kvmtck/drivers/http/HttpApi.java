package io.github.kvmtck.drivers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.UnixSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 with JSON over a Unix socket, one request after the other on one connection. The JDK's
 * client speaks TCP only.
 */
final class HttpApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST_ERROR = 300;

  private final String vmm;
  private final UnixSocket socket;

  private HttpApi(String vmm, UnixSocket socket) {
    this.vmm = vmm;
    this.socket = socket;
  }

  /**
   * Connects to the API of a VMM.
   *
   * @param vmm its name, for messages
   */
  static HttpApi connect(String vmm, Path path, Duration patience)
      throws DriverException, InterruptedException {
    return new HttpApi(vmm, UnixSocket.connect(path, patience));
  }

  JsonNode get(String path) throws DriverException {
    return request("GET", path, "");
  }

  JsonNode put(String path, Map<String, ?> body) throws DriverException {
    return request("PUT", path, body.isEmpty() ? "" : JSON.valueToTree(body).toString());
  }

  JsonNode patch(String path, Map<String, ?> body) throws DriverException {
    return request("PATCH", path, JSON.valueToTree(body).toString());
  }

  /**
   * @return the body; missing where there is none
   * @throws DriverException where the status is not 2xx, in the VMM's words
   */
  private JsonNode request(String method, String path, String body) throws DriverException {
    String call = method + " " + path;
    try {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      socket.send(
          "%s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n".formatted(call)
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(length, body));
      int status = Integer.parseInt(socket.line().split(" ", -1)[1]);
      String answer = socket.text(contentLength());
      if (status >= FIRST_ERROR) {
        throw new DriverException(
            "%s refuses %s with %d: %s".formatted(vmm, call, status, answer.strip()));
      }
      return JSON.readTree(answer);
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new DriverException("%s did not answer %s: %s".formatted(vmm, call, e.getMessage()), e);
    }
  }

  private int contentLength() throws IOException {
    int length = 0;
    for (String header = socket.line(); !header.isEmpty(); header = socket.line()) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
      if (parts[0].equals("content-length")) {
        length = Integer.parseInt(parts[1].strip());
      }
    }
    return length;
  }

  @Override
  public void close() {
    socket.close();
  }
}
