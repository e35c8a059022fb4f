package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.api.events.CoalescedWrites;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.Scalar;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Structures: their exact bytes for programs that know the C headers, and their numbers by name for
 * those that don't.
 */
final class Values {
  /** The member of kvm_run's union that an exit fills, where it is not named as the exit is. */
  private static final Map<ExitReason, String> UNION =
      Map.of(
          ExitReason.KVM_EXIT_UNKNOWN, "hw",
          ExitReason.KVM_EXIT_EXCEPTION, "ex",
          ExitReason.KVM_EXIT_INTERNAL_ERROR, "internal",
          ExitReason.KVM_EXIT_IOAPIC_EOI, "eoi",
          ExitReason.KVM_EXIT_X86_RDMSR, "msr",
          ExitReason.KVM_EXIT_X86_WRMSR, "msr");

  private static final Map<Struct, List<Field>> NUMBERS = new ConcurrentHashMap<>();
  private static final Map<ExitReason, List<Field>> UNION_NUMBERS = new ConcurrentHashMap<>();

  private Values() {}

  static void write(String name, StructValue value, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("struct", value.struct().cName());
    json.writeObjectFieldStart("fields");
    for (Field field : NUMBERS.computeIfAbsent(value.struct(), Values::numbers)) {
      write(field, value.get(field), json);
    }
    json.writeEndObject();
    byte[] bytes = value.bytes();
    json.writeNumberField("size", bytes.length);
    json.writeStringField("bytes", Fields.bytes(bytes));
    json.writeEndObject();
  }

  static StructValue read(Struct struct, JsonNode object) {
    int size = Fields.number(object, "size");
    return StructValue.of(struct, Arrays.copyOf(Fields.bytes(object, "bytes"), size));
  }

  static void write(String name, RunSnapshot run, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("exit_reason", Proposed.exitReason(run.exitReason()));
    json.writeNumberField("flags", run.flags());
    json.writeNumberField("immediate_exit", run.immediateExit());
    Optional<ExitReason> reason = ExitReason.of(run.exitReason());
    if (reason.isPresent()) {
      json.writeObjectFieldStart("fields");
      for (Field field : UNION_NUMBERS.computeIfAbsent(reason.get(), Values::union)) {
        write(field, run.get(field), json);
      }
      json.writeEndObject();
    }
    json.writeStringField("head", Fields.bytes(run.head()));
    json.writeStringField("io_data", Fields.bytes(run.ioData()));
    json.writeNumberField("io_data_length", run.ioData().length);
    if (run.coalesced().isPresent()) {
      write(run.coalesced().get(), json);
    }
    json.writeEndObject();
  }

  private static void write(CoalescedWrites ring, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("coalesced");
    json.writeNumberField("first", Integer.toUnsignedLong(ring.first()));
    json.writeNumberField("last", Integer.toUnsignedLong(ring.last()));
    json.writeStringField("address", "0x" + Long.toHexString(ring.address()));
    json.writeBooleanField("port", ring.port());
    json.writeEndObject();
  }

  static RunSnapshot run(JsonNode object) {
    int length = Fields.number(object, "io_data_length");
    return RunSnapshot.of(
        Fields.bytes(object, "head"),
        Arrays.copyOf(Fields.bytes(object, "io_data"), length),
        Optional.ofNullable(object.get("coalesced")).map(Values::coalesced));
  }

  private static CoalescedWrites coalesced(JsonNode ring) {
    return new CoalescedWrites(
        (int) Fields.field(ring, "first").asLong(),
        (int) Fields.field(ring, "last").asLong(),
        Long.parseUnsignedLong(Fields.text(ring, "address").substring(2), 16),
        Fields.field(ring, "port").asBoolean());
  }

  private static void write(Field field, long value, JsonGenerator json) throws IOException {
    if (field.type().size() < Long.BYTES) {
      json.writeNumberField(field.path(), value);
    } else {
      json.writeStringField(field.path(), "0x" + Long.toHexString(value));
    }
  }

  private static List<Field> numbers(Struct struct) {
    return struct.fields().stream()
        .filter(field -> field.type() instanceof Scalar && field.extents().isEmpty())
        .filter(field -> field.offset() + field.size() <= struct.size())
        .toList();
  }

  private static List<Field> union(ExitReason reason) {
    String member =
        UNION.getOrDefault(
            reason, reason.name().substring("KVM_EXIT_".length()).toLowerCase(Locale.ROOT));
    return numbers(Run.RUN).stream()
        .filter(field -> field.path().startsWith(member + "."))
        .toList();
  }
}
