package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as they happen. A file that cannot be written does not touch the client that is
 * watched: the first error ends the writing, and {@link #close} throws it.
 */
public final class TraceWriter implements TraceListener, AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BUFFER = 1 << 16;

  private final JsonGenerator json;
  private @Nullable IOException failed;

  private TraceWriter(OutputStream out) throws IOException {
    json = JSON.createGenerator(new BufferedOutputStream(out, BUFFER));
    json.setRootValueSeparator(null);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /**
   * Writes to a file.
   *
   * @param file compressed where its name ends in {@code .gz}
   */
  public static TraceWriter to(Path file, TraceHeader header) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    boolean gzip = file.toString().endsWith(".gz");
    return to(gzip ? new GZIPOutputStream(out, BUFFER, true) : out, header);
  }

  /** Writes to a stream, which is closed with the writer. */
  public static TraceWriter to(OutputStream out, TraceHeader header) throws IOException {
    TraceWriter writer = new TraceWriter(out);
    writer.line(json -> {
      json.writeStringField("event", "trace");
      json.writeNumberField("version", TraceHeader.VERSION);
      json.writeStringField("source", header.source());
      json.writeStringField("kernel", header.kernel());
      json.writeArrayFieldStart("command");
      for (String word : header.command()) {
        json.writeString(word);
      }
      json.writeEndArray();
      json.writeStringField("started", header.started().toString());
    });
    return writer;
  }

  @Override
  public synchronized void entered(TraceEvent event) {
    line(json -> Calls.entered(event, json));
  }

  @Override
  public synchronized void returned(TraceEvent event) {
    event.end().ifPresent(back -> line(json -> Calls.returned(event, back, json)));
  }

  @Override
  public synchronized void noted(Note note) {
    line(json -> Notes.write(note, json));
  }

  /** Lets a reader of the file see everything so far. */
  public synchronized void flush() {
    attempt(json::flush);
  }

  /**
   * @throws IOException where not every event could be written
   */
  @Override
  public synchronized void close() throws IOException {
    attempt(json::flush);
    try {
      json.close();
    } catch (IOException e) {
      failed = failed == null ? e : failed;
    }
    if (failed != null) {
      throw failed;
    }
  }

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private void line(Content content) {
    attempt(() -> {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    });
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt attempt) {
    if (failed == null) {
      try {
        attempt.run();
      } catch (IOException e) {
        failed = e;
      }
    }
  }
}
