package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.api.events.Moment;
import java.io.IOException;

/** Event, place and time, which every line but the first begins with. */
final class Moments {
  private Moments() {}

  static void write(String event, Moment at, JsonGenerator json) throws IOException {
    json.writeStringField("event", event);
    json.writeNumberField("place", at.place());
    json.writeNumberField("nanos", at.nanos());
  }

  static Moment read(JsonNode line) {
    return new Moment(Fields.field(line, "place").asLong(), Fields.field(line, "nanos").asLong());
  }
}
