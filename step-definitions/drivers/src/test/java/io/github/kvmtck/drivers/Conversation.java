package io.github.kvmtck.drivers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A VMM that answers as a recorded one did: each thing that is asked, and what it said then. */
final class Conversation implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  Conversation(Path socket) throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
  }

  Conversation answering(String... lines) {
    answers.addAll(List.of(lines));
    return this;
  }

  /** Speaks QMP: a greeting, then a line for a line. */
  Conversation qmp() {
    Thread.ofPlatform().daemon().start(() -> serve(true));
    return this;
  }

  /** Speaks HTTP: an answer {@code 204} or {@code 200 body} for a request. */
  Conversation http() {
    Thread.ofPlatform().daemon().start(() -> serve(false));
    return this;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve(boolean qmp) {
    try (SocketChannel client = server.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
      if (qmp) {
        send(client, "{\"QMP\": {}}\n");
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (qmp) {
          asked.add(line);
          send(client, answers.remove() + "\n");
        } else {
          asked.add(line.replace(" HTTP/1.1", "") + body(in));
          String[] answer = answers.remove().split(" ", 2);
          String text = answer.length > 1 ? answer[1] : "";
          send(
              client,
              "HTTP/1.1 %s OK\r\nServer: x\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(answer[0], text.length(), text));
        }
      }
    } catch (IOException e) {
      asked.add("lost: " + e);
    }
  }

  private static String body(BufferedReader in) throws IOException {
    int length = 0;
    for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
      if (header.startsWith("Content-Length: ")) {
        length = Integer.parseInt(header.substring("Content-Length: ".length()));
      }
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += in.read(body, read, length - read);
    }
    return length == 0 ? "" : " " + new String(body);
  }

  private static void send(SocketChannel client, String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
