package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.api.events.Caller;
import java.io.IOException;

/** Who an event is about. */
final class Callers {
  private Callers() {}

  static void write(Caller by, JsonGenerator json) throws IOException {
    json.writeNumberField("process", by.process());
    json.writeNumberField("task", by.task());
    json.writeStringField("name", by.name());
  }

  static Caller read(JsonNode line) {
    return new Caller(
        Fields.number(line, "process"), Fields.number(line, "task"), Fields.text(line, "name"));
  }
}
