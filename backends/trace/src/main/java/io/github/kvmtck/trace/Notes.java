package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.Moment;
import io.github.kvmtck.api.events.Note;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that are no calls. */
final class Notes {
  private Notes() {}

  static void write(Note note, JsonGenerator json) throws IOException {
    Moments.write(name(note), note.at(), json);
    switch (note) {
      case Note.SignalSent(Moment _, Optional<Caller> by, int task, int signo) -> {
        if (by.isPresent()) {
          Callers.write(by.get(), json);
        }
        json.writeNumberField("to", task);
        json.writeNumberField("signal", signo);
      }
      case Note.SignalTaken(Moment _, Caller by, int signo) -> {
        Callers.write(by, json);
        json.writeNumberField("signal", signo);
      }
      case Note.ProcessStarted(Moment _, int process, int parent, List<String> command) -> {
        json.writeNumberField("process", process);
        json.writeNumberField("parent", parent);
        json.writeArrayFieldStart("command");
        for (String word : command) {
          json.writeString(word);
        }
        json.writeEndArray();
      }
      case Note.ProcessEnded(Moment _, int process, int status) -> {
        json.writeNumberField("process", process);
        json.writeNumberField("status", status);
      }
      case Note.TaskEnded(Moment _, Caller by) -> Callers.write(by, json);
      case Note.Bracket(Moment _, Note.Activity activity, Note.Edge edge) -> {
        json.writeStringField("activity", activity.name());
        json.writeStringField("edge", edge.name());
      }
    }
  }

  private static String name(Note note) {
    return switch (note) {
      case Note.SignalSent _ -> "signal_sent";
      case Note.SignalTaken _ -> "signal_taken";
      case Note.ProcessStarted _ -> "process_started";
      case Note.ProcessEnded _ -> "process_ended";
      case Note.TaskEnded _ -> "task_ended";
      case Note.Bracket _ -> "bracket";
    };
  }

  static Note read(String name, JsonNode line) {
    Moment at = Moments.read(line);
    return switch (name) {
      case "signal_sent" ->
          new Note.SignalSent(
              at,
              line.has("process") ? Optional.of(Callers.read(line)) : Optional.empty(),
              Fields.number(line, "to"),
              Fields.number(line, "signal"));
      case "signal_taken" ->
          new Note.SignalTaken(at, Callers.read(line), Fields.number(line, "signal"));
      case "process_started" ->
          new Note.ProcessStarted(
              at,
              Fields.number(line, "process"),
              Fields.number(line, "parent"),
              words(Fields.field(line, "command")));
      case "process_ended" ->
          new Note.ProcessEnded(at, Fields.number(line, "process"), Fields.number(line, "status"));
      case "task_ended" -> new Note.TaskEnded(at, Callers.read(line));
      case "bracket" ->
          new Note.Bracket(
              at,
              Note.Activity.valueOf(Fields.text(line, "activity")),
              Note.Edge.valueOf(Fields.text(line, "edge")));
      default -> throw new IllegalArgumentException("no event is named " + name);
    };
  }

  static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
