package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Tells a listener of the events in a file, as if they happened now. */
public final class TraceReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GZIP_MAGIC = 0x8b1f;

  private final String name;
  private final CutShort plain;
  private final BufferedReader lines;
  private final TraceHeader header;
  private final Map<Long, TraceEvent> inFlight = new HashMap<>();
  private int number;

  private TraceReader(String name, CutShort plain) throws IOException {
    this.name = name;
    this.plain = plain;
    this.lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    String first = next();
    if (first == null) {
      throw new TraceFormatException(name + " is empty");
    }
    this.header = header(first);
  }

  /**
   * Opens a trace, compressed or not.
   *
   * @throws TraceFormatException where it is none
   */
  public static TraceReader of(Path file) throws IOException {
    return of(file.toString(), Files.newInputStream(file));
  }

  /**
   * Reads a stream, which is closed with the reader.
   *
   * @param name for messages
   */
  public static TraceReader of(String name, InputStream in) throws IOException {
    try {
      BufferedInputStream buffered = new BufferedInputStream(in);
      buffered.mark(2);
      int magic = buffered.read() | buffered.read() << 8;
      buffered.reset();
      CutShort plain = new CutShort(magic == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered);
      return new TraceReader(name, plain);
    } catch (EOFException e) {
      in.close();
      throw new TraceFormatException(name + " is cut off before its first line", e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  public TraceHeader header() {
    return header;
  }

  /**
   * Reads to the end.
   *
   * @return whether the trace is whole: false where its end was cut off
   * @throws TraceFormatException where a line cannot be read; what stands before it was told
   */
  public boolean tell(TraceListener listener) throws IOException {
    for (String line = next(); line != null; line = next()) {
      JsonNode event;
      try {
        event = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        if (isLast()) {
          return false;
        }
        throw problem("is no JSON: " + e.getOriginalMessage(), e);
      }
      tell(event, listener);
    }
    return !plain.isCut();
  }

  private void tell(JsonNode event, TraceListener listener) throws TraceFormatException {
    try {
      String kind = Fields.text(event, "event");
      switch (kind) {
        case Calls.ENTER -> {
          TraceEvent entered = Calls.entered(event);
          inFlight.put(entered.entered(), entered);
          listener.entered(entered);
        }
        case Calls.RETURN -> listener.returned(Calls.returned(event, this::entered));
        default -> listener.noted(Notes.read(kind, event));
      }
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()), e);
    }
  }

  private TraceEvent entered(long place) {
    TraceEvent event = inFlight.remove(place);
    if (event == null) {
      throw new IllegalArgumentException("no call was entered at place " + place);
    }
    return event;
  }

  private @Nullable String next() throws IOException {
    number++;
    return lines.readLine();
  }

  private boolean isLast() throws IOException {
    return lines.readLine() == null;
  }

  private TraceHeader header(String line) throws TraceFormatException {
    try {
      JsonNode first = JSON.readTree(line);
      if (!first.path("event").asText().equals("trace")) {
        throw new TraceFormatException(name + " is no trace: its first line says nothing of one");
      }
      int version = Fields.number(first, "version");
      if (version != TraceHeader.VERSION) {
        throw new TraceFormatException(
            "%s is of version %d, and this reads version %d"
                .formatted(name, version, TraceHeader.VERSION));
      }
      return new TraceHeader(
          Fields.text(first, "source"),
          Fields.text(first, "kernel"),
          Notes.words(Fields.field(first, "command")),
          Instant.parse(Fields.text(first, "started")));
    } catch (JsonProcessingException e) {
      throw problem("is no trace: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw problem("is no trace: " + e.getMessage(), e);
    }
  }

  private TraceFormatException problem(String what, Exception cause) {
    return new TraceFormatException("%s line %d: %s".formatted(name, number, what), cause);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
