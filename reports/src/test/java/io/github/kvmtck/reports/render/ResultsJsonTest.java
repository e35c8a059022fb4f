package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsJsonTest {

  private static final Path SCHEMA = Path.of("../docs/results-schema.json");

  @TempDir Path folder;

  @Test
  void whatIsWrittenKeepsTheSchema() throws IOException {
    assertThat(problems(document(full()))).isEmpty();
    assertThat(problems(document(Samples.run()))).isEmpty();
  }

  /** A schema that lets everything through would keep the test above green for ever. */
  @Test
  void theSchemaRefusesWhatItDoesNotName() throws IOException {
    ObjectNode document = (ObjectNode) document(full());
    ObjectNode scenario = (ObjectNode) document.get("scenarios").get(0);

    assertThat(problems(document.deepCopy().put("version", 2))).isNotEmpty();
    assertThat(problems(document.deepCopy().put("surprise", 1))).isNotEmpty();
    scenario.put("verdict", "NOT_RUN");
    assertThat(problems(document)).isNotEmpty();
    scenario.put("verdict", "PASS").put("surprise", 1);
    assertThat(problems(document)).isNotEmpty();
    scenario.remove("surprise");
    scenario.remove("id");
    assertThat(problems(document)).isNotEmpty();
  }

  @Test
  void anEntryHasWhatAConsumerAsksFor() throws IOException {
    JsonNode document = document(full());

    assertThat(document.at("/version").asInt()).isEqualTo(1);
    assertThat(document.at("/ending").asText()).isEqualTo("finished");
    assertThat(document.at("/totals/FAIL").asInt()).isEqualTo(4);
    assertThat(document.at("/totals/NOT-APPLICABLE").asInt()).isEqualTo(2);
    assertThat(document.at("/run/environment/vendorModule").asText()).isEqualTo("kvm_pvm");
    assertThat(document.at("/run/environment").has("nesting")).isFalse();
    assertThat(document.at("/unmatched/0/subject").asText()).isEqualTo("COMP-99");
    JsonNode failed = document.at("/scenarios/0");
    assertThat(failed.get("id").asText()).isEqualTo("COMP-02/fails");
    assertThat(failed.get("verdict").asText()).isEqualTo("FAIL");
    assertThat(failed.get("file").asText()).isEqualTo("features/kvm/completion.feature");
    assertThat(failed.get("line").asInt()).isEqualTo(12);
    assertThat(failed.get("duration").asDouble()).isEqualTo(0.012345678);
    assertThat(failed.at("/messages/0").asText()).startsWith("expected EINTR\n");
    assertThat(failed.at("/attachments/0/name").asText()).isEqualTo("last calls");
    JsonNode expected = document.at("/scenarios/1");
    assertThat(expected.at("/expectation/expires").asText()).isEqualTo("2026-11-21");
    assertThat(expected.get("verdict").asText()).isEqualTo("FAIL");
    assertThat(expected.get("outcome").asText()).isEqualTo("expected failure");
  }

  private static Run full() {
    Run run = Samples.everyKind("reference");
    var unmatched = List.of(new UnmatchedDeviation("COMP-99", "reference.yaml:3"));
    return new Run(run.info(), run.results(), unmatched, run.ending(), run.endedAt());
  }

  private JsonNode document(Run run) throws IOException {
    new ResultsJson().render(run, folder);
    return new ObjectMapper().readTree(folder.resolve(ResultsJson.FILE).toFile());
  }

  private static Iterable<ValidationMessage> problems(JsonNode document) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    return schema.validate(
        document, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }
}
