package io.github.kvmtck.reports.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of two runs that are compared.
 *
 * @param file its {@code ledger.json}
 * @param verdicts by scenario id, of the {@code results.json} that stands beside it; empty where
 *     there is none
 */
public record Side(Path file, Ledger ledger, Optional<Map<String, Result>> verdicts) {

  private static final String RESULTS = "results.json";

  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** What a run says of one scenario. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Result(String id, String rule, Verdict verdict) {}

  private record Results(List<Result> scenarios) {}

  public Side {
    verdicts = verdicts.map(Map::copyOf);
  }

  /**
   * Reads a ledger, and the results beside it.
   *
   * @throws IOException with one sentence, where a file is not what it should be
   */
  public static Side read(Path file) throws IOException {
    Ledger ledger = parse(file, Ledger.class, Ledger.VERSION, "ledger");
    Path results = file.resolveSibling(RESULTS);
    return new Side(
        file, ledger, Files.exists(results) ? Optional.of(verdicts(results)) : Optional.empty());
  }

  private static Map<String, Result> verdicts(Path file) throws IOException {
    Results results = parse(file, Results.class, 1, "results");
    Map<String, Result> verdicts = new TreeMap<>();
    results.scenarios().forEach(result -> verdicts.put(result.id(), result));
    return verdicts;
  }

  /** Without what the parser says of its own workings, which stands in brackets behind it. */
  private static String sentence(JacksonException e) {
    return e.getOriginalMessage().replaceFirst("(?s) \\(.*", "");
  }

  /** The version first: what another one looks like is not known. */
  private static <T> T parse(Path file, Class<T> type, int known, String what) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(file.toFile());
      int version = tree.path("version").asInt();
      if (version != known) {
        throw new IOException(
            version == 0
                ? file + " is no " + what + " of a run: it has no version"
                : file + " has version " + version + ", and this suite reads " + known);
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new IOException(file + " is no " + what + " of a run: " + sentence(e), e);
    }
  }
}
