package io.github.kvmtck.monitors.corpus;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The driver of a client: tells it one word after the other on the socket {@code driver} in its
 * folder, and notes in the trace when it was told and when it was done.
 */
final class Errands implements AutoCloseable {
  private static final Map<String, Activity> WORDS =
      Map.of(
          "pause", Activity.PAUSE,
          "resume", Activity.RESUME,
          "snapshot", Activity.SNAPSHOT,
          "restore", Activity.RESTORE,
          "migrate", Activity.MIGRATION,
          "change", Activity.MEMORY_CHANGE);

  private final ServerSocketChannel server;

  private Errands(ServerSocketChannel server) {
    this.server = server;
  }

  /** Waits on a thread of its own until the client connects, and tells it all of that. */
  static Errands of(List<String> words, Path folder, Trace trace) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("driver")));
    Errands errands = new Errands(server);
    Thread.ofPlatform().daemon().name("driver").start(() -> errands.tell(words, trace));
    return errands;
  }

  private void tell(List<String> words, Trace trace) {
    try (SocketChannel client = server.accept();
        BufferedReader answers =
            new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
      for (String word : words) {
        Activity activity = WORDS.get(word);
        trace.note(at -> new Note.Bracket(at, activity, Edge.BEGIN));
        client.write(StandardCharsets.UTF_8.encode(word + "\n"));
        if (answers.readLine() == null) {
          return;
        }
        trace.note(at -> new Note.Bracket(at, activity, Edge.END));
      }
    } catch (IOException e) {
      // The client ended before it was told everything: its exit code says why.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
