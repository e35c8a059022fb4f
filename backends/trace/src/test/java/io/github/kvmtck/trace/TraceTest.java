package io.github.kvmtck.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.kvmtck.api.events.CallLog;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  private static final Path SCHEMA = Path.of("../../docs/trace-schema.json");

  @TempDir Path folder;

  private Path written(String name) throws IOException {
    Path file = folder.resolve(name);
    try (TraceWriter writer = TraceWriter.to(file, Samples.HEADER)) {
      Samples.tell(writer);
    }
    return file;
  }

  private static Told read(Path file) throws IOException {
    Told told = new Told();
    try (TraceReader reader = TraceReader.of(file)) {
      assertThat(reader.header()).isEqualTo(Samples.HEADER);
      assertThat(reader.tell(told)).isTrue();
    }
    return told;
  }

  /** Everything that a listener can see of an event: snapshots have no equals. */
  private static List<String> seen(Told told) {
    return told.all.stream().map(TraceTest::seen).toList();
  }

  private static String seen(Object event) {
    return event instanceof TraceEvent call
        ? call.start()
            + " "
            + call.by()
            + call.on()
            + call.call()
            + call.request()
            + call.argument()
            + call.before().map(TraceTest::bytes)
            + call.end().map(back -> back.at() + " " + back.result() + back.byTransport())
            + call.end().flatMap(back -> back.answer())
            + call.after().map(TraceTest::bytes)
            + call
        : event.toString();
  }

  private static String bytes(RunSnapshot run) {
    return List.of(run.run(), run.ioData().length, run.coalesced()).toString();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Told before = new Told();
    Samples.tell(before);
    assertThat(seen(read(written("trace.jsonl")))).isEqualTo(seen(before));
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    Path plain = written("trace.jsonl");
    Path small = written("trace.jsonl.gz");
    assertThat(Files.size(small)).isLessThan(Files.size(plain) / 3);
    assertThat(seen(read(small))).isEqualTo(seen(read(plain)));
  }

  @Test
  void everyLineKeepsTheSchema() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(new ObjectMapper().readTree(SCHEMA.toFile()));
    for (String line : Files.readAllLines(written("trace.jsonl"))) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(schema.validate(event)).as(line).isEmpty();
      assertThat(schema.validate(((ObjectNode) event.deepCopy()).put("surprise", 1)))
          .as(line)
          .isNotEmpty();
      assertThat(schema.validate(((ObjectNode) event.deepCopy()).without("event"))).isNotEmpty();
    }
  }

  @Test
  void aCallThatNeverCameBackIsThere() throws IOException {
    List<String> lines = Files.readAllLines(written("trace.jsonl")).subList(0, 2);
    CallLog log = new CallLog(1);
    try (TraceReader reader = of(lines)) {
      assertThat(reader.tell(log)).isTrue();
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .isEqualTo("vcpu0 KVM_RUN 0x7fff00001000 immediate_exit … has not returned");
  }

  @Test
  void aLastLineThatIsCutOffIsSaid() throws IOException {
    String whole = Files.readString(written("trace.jsonl"));
    Told told = new Told();
    try (TraceReader reader =
        TraceReader.of("cut", stream(whole.substring(0, whole.length() - 9)))) {
      assertThat(reader.tell(told)).isFalse();
    }
    assertThat(told.all).hasSize((int) whole.lines().count() - 2);
  }

  @Test
  void whatIsNoTraceIsOneSentence() throws IOException {
    String header = Files.readAllLines(written("trace.jsonl")).getFirst();
    refused("", "x is empty");
    refused("hello\n", "x line 1: is no trace: Unrecognized token 'hello'");
    refused("{}\n", "x is no trace: its first line says nothing of one");
    refused(
        header.replace("\"version\":1", "\"version\":2"),
        "x is of version 2, and this reads version 1");
    refused(header + "\n{\"event\":\"enter\"}\n", "x line 2: no \"call\"");
    refused(
        header + "\n{\"event\":\"what\",\"place\":1,\"nanos\":1}\n",
        "x line 2: no event is named what");
    refused(header + "\n{\n{}\n", "x line 2: is no JSON");
    refused(
        header + "\n{\"event\":\"return\",\"of\":7,\"place\":8,\"nanos\":1,\"result\":0}\n",
        "x line 2: no call was entered at place 7");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(
            () -> {
              try (TraceReader reader = TraceReader.of("x", stream(text))) {
                reader.tell(new Told());
              }
            })
        .isInstanceOf(TraceFormatException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void aDiskThatIsFullDoesNotTouchTheClient() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    TraceWriter writer = TraceWriter.to(full, Samples.HEADER);
    for (int i = 0; i < 100; i++) {
      Samples.tell(writer);
    }
    assertThatThrownBy(writer::close).hasMessage("No space left on device");
  }

  private static TraceReader of(List<String> lines) throws IOException {
    return TraceReader.of("x", stream(String.join("\n", lines) + "\n"));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
