package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Request.Argument;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Uapi;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The entry and the return of a call. */
final class Calls {
  static final String ENTER = "enter";
  static final String RETURN = "return";

  private static final Records<Syscall> SYSCALLS = new Records<>(Syscall.class);

  private Calls() {}

  static void entered(TraceEvent event, JsonGenerator json) throws IOException {
    Moments.write(ENTER, event.start(), json);
    Callers.write(event.by(), json);
    Descriptor on = event.on();
    if (on.fd() >= 0) {
      json.writeObjectFieldStart("on");
      json.writeNumberField("fd", on.fd());
      json.writeStringField("role", on.kind().label());
      json.writeStringField("label", on.label());
      json.writeStringField("vm", on.vm());
      json.writeEndObject();
    }
    json.writeStringField("call", SYSCALLS.name(event.call()));
    json.writeObjectFieldStart("arguments");
    SYSCALLS.write(event.call(), json);
    json.writeEndObject();
    if (event.request().isPresent()) {
      json.writeStringField("request", event.request().get().name());
    }
    if (event.argument().isPresent()) {
      Values.write("argument", event.argument().get(), json);
    }
    if (event.before().isPresent()) {
      Values.write("kvm_run", event.before().get(), json);
    }
    json.writeStringField("text", event.toString());
  }

  static TraceEvent entered(JsonNode line) {
    Syscall call =
        SYSCALLS.read(Fields.text(line, "call"), Fields.field(line, "arguments"), Syscall.class);
    Optional<Request> request =
        call instanceof Syscall.Ioctl ioctl ? Uapi.request(ioctl.request()) : Optional.empty();
    return new TraceEvent(
        Moments.read(line),
        Callers.read(line),
        line.has("on") ? descriptor(line.get("on")) : Descriptor.NONE,
        call,
        request,
        request.flatMap(known -> structure(known, line, "argument")),
        run(line),
        Optional.empty());
  }

  static void returned(TraceEvent event, Return back, JsonGenerator json) throws IOException {
    Moments.write(RETURN, back.at(), json);
    json.writeNumberField("of", event.entered());
    json.writeNumberField("result", back.result().value());
    if (back.result().failed()) {
      json.writeStringField("errno", back.result().errno().name());
    }
    if (back.answer().isPresent()) {
      Values.write("answer", back.answer().get(), json);
    }
    if (back.run().isPresent()) {
      Values.write("kvm_run", back.run().get(), json);
    }
    if (back.byTransport()) {
      json.writeBooleanField("by_transport", true);
    }
    json.writeStringField("text", event.toString());
  }

  /**
   * @param entered finds the call that comes back by the place of its entry
   */
  static TraceEvent returned(JsonNode line, Function<Long, TraceEvent> entered) {
    TraceEvent event = entered.apply(Fields.field(line, "of").asLong());
    Result result =
        line.has("errno")
            ? Result.error(Errno.valueOf(Fields.text(line, "errno")))
            : Result.of(Fields.field(line, "result").asLong());
    Optional<StructValue> answer =
        event.request().flatMap(known -> structure(known, line, "answer"));
    boolean byTransport = line.path("by_transport").asBoolean();
    return event.back(new Return(Moments.read(line), result, answer, run(line), byTransport));
  }

  private static Optional<StructValue> structure(Request request, JsonNode line, String name) {
    return line.has(name) && request.argument() instanceof Argument.Pointer(Struct struct)
        ? Optional.of(Values.read(struct, line.get(name)))
        : Optional.empty();
  }

  private static Optional<RunSnapshot> run(JsonNode line) {
    return Optional.ofNullable(line.get("kvm_run")).map(Values::run);
  }

  private static Descriptor descriptor(JsonNode on) {
    return new Descriptor(
        Fields.number(on, "fd"),
        kind(Fields.text(on, "role")),
        Fields.text(on, "label"),
        Fields.text(on, "vm"));
  }

  private static FdKind kind(String label) {
    for (FdKind kind : FdKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no descriptor is a " + label);
  }
}
