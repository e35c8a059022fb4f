package io.github.kvmtck.steps;

import io.cucumber.java.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scenario tells besides its outcome. Each is a Cucumber embedding (an {@code EmbedEvent}
 * with the test case), told apart by media type; name and text are the key and the value.
 */
public final class Attachments {

  /** An observation: the sources are silent or hosts may differ, and this is what happened. */
  public static final String OBSERVATION = "text/x.kvm-tck.observation";

  /** An observation of the same kind that counts what happened in rounds that depend on luck. */
  public static final String COUNT = "text/x.kvm-tck.count";

  /** Why a scenario does not apply or cannot run, and how that was found out. */
  public static final String EVIDENCE = "text/x.kvm-tck.evidence";

  /** The last system calls of a scenario that failed, oldest first, one a line. */
  public static final String LAST_CALLS = "text/x.kvm-tck.last-calls";

  private Attachments() {}

  public static void observation(Scenario scenario, String key, String value) {
    attach(scenario, OBSERVATION, key, value);
  }

  public static void count(Scenario scenario, String key, Map<String, Integer> counts) {
    attach(scenario, COUNT, key, new TreeMap<>(counts).toString());
  }

  public static void evidence(Scenario scenario, String key, String value) {
    attach(scenario, EVIDENCE, key, value);
  }

  public static void lastCalls(Scenario scenario, String calls) {
    attach(scenario, LAST_CALLS, "the last calls", calls);
  }

  private static void attach(Scenario scenario, String mediaType, String name, String text) {
    scenario.attach(text.getBytes(StandardCharsets.UTF_8), mediaType, name);
  }
}
