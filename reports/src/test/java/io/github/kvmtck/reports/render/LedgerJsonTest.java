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
import io.github.kvmtck.reports.Samples;
import io.github.kvmtck.reports.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerJsonTest {

  private static final Path SCHEMA = Path.of("../docs/ledger-schema.json");

  @TempDir Path folder;

  @Test
  void whatIsWrittenKeepsTheSchema() throws IOException {
    assertThat(problems(document(Samples.everyKind("reference")))).isEmpty();
    assertThat(problems(document(Samples.run()))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotName() throws IOException {
    ObjectNode document = (ObjectNode) document(Samples.everyKind("reference"));
    assertThat(problems(document.deepCopy().put("version", 2))).isNotEmpty();
    assertThat(problems(document.deepCopy().put("surprise", 1))).isNotEmpty();
    ((ObjectNode) document.get("observations").get(0)).put("kind", "guess");
    assertThat(problems(document)).isNotEmpty();
  }

  @Test
  void theHeaderIsThatOfTheResults() throws IOException {
    Run run = Samples.everyKind("reference");
    JsonNode ledger = document(run);
    new ResultsJson().render(run, folder);
    JsonNode results = new ObjectMapper().readTree(folder.resolve(ResultsJson.FILE).toFile());

    assertThat(ledger.get("run")).isEqualTo(results.get("run"));
    assertThat(ledger.get("ending")).isEqualTo(results.get("ending"));
  }

  @Test
  void anEntrySaysWhereItWasSeenAndWhetherLuckHasAPart() throws IOException {
    JsonNode observations = document(Samples.everyKind("reference")).get("observations");

    assertThat(observations.get(0).toString())
        .isEqualTo(
            "{\"rule\":\"COMP-02\",\"scenario\":\"COMP-02/passes\",\"key\":\"RIP\","
                + "\"value\":\"0x1002\",\"kind\":\"fact\"}");
    assertThat(observations.get(1).get("kind").asText()).isEqualTo("count");
  }

  private JsonNode document(Run run) throws IOException {
    new LedgerJson().render(run, folder);
    return new ObjectMapper().readTree(folder.resolve(Ledger.FILE).toFile());
  }

  private static Iterable<ValidationMessage> problems(JsonNode document) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    return schema.validate(
        document, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }
}
