package io.github.kvmtck.trace;

import java.time.Instant;
import java.util.List;

/**
 * What the first line of a trace says of all others.
 *
 * @param source who saw the events: {@code observe}, {@code redirect} or {@code tracer}
 * @param kernel the KVM that served the client
 * @param command that started the client; empty where none did
 * @param started when the trace begins
 */
public record TraceHeader(String source, String kernel, List<String> command, Instant started) {
  /** Of the form; it rises when a reader of the old form would misread the new one. */
  public static final int VERSION = 1;
}
