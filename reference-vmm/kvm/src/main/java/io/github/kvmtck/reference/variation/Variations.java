package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.blueprint.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every variation and profile by name. */
public final class Variations {
  private static final List<Variation> ALL =
      List.of(
          new EmulatorPathHost(),
          new FastPortIoHost(),
          new NeedsCompletion(),
          new NeedsCompletionOnSuspend());

  /** Profiles, and the names of what they add to mainline. */
  private static final Map<String, List<String>> PROFILES =
      new TreeMap<>(
          Map.of(
              "mainline", List.of(),
              "proposed", List.of("needs-completion"),
              "proposed-v1", List.of("needs-completion")));

  private Variations() {}

  public static List<Variation> all() {
    return ALL;
  }

  /**
   * What a profile and the variations joined to it name: {@code mainline+emulator-path}.
   *
   * @throws IllegalArgumentException with one sentence, for a name that is not known or variations
   *     of which a kernel can have only one
   */
  public static List<Variation> named(String profile) {
    List<String> names = new ArrayList<>(Arrays.asList(profile.split("\\+", -1)));
    List<String> of = PROFILES.get(names.getFirst());
    if (of == null) {
      throw new IllegalArgumentException(
          "there is no profile \"%s\": the reference has %s, and variations are joined to one by +"
              .formatted(names.getFirst(), String.join(", ", PROFILES.keySet())));
    }
    names.removeFirst();
    names.addAll(0, of);
    List<Variation> found = names.stream().distinct().map(Variations::one).toList();
    check(found);
    return found;
  }

  private static Variation one(String name) {
    return ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no variation \"%s\": the reference has %s"
                    .formatted(
                        name,
                        ALL.stream().map(Variation::name).collect(Collectors.joining(", ")))));
  }

  /**
   * Refuses variations that cannot be had together.
   *
   * @throws IllegalArgumentException with one sentence that names both
   */
  public static void check(List<Variation> variations) {
    for (int i = 0; i < variations.size(); i++) {
      for (int j = i + 1; j < variations.size(); j++) {
        Variation one = variations.get(i);
        Variation other = variations.get(j);
        Optional<String> shared =
            one.exclusive().stream().filter(other.exclusive()::contains).findFirst();
        if (shared.isPresent()) {
          throw new IllegalArgumentException(
              "%s and %s cannot be had together: each is %s"
                  .formatted(one.name(), other.name(), shared.get()));
        }
      }
    }
  }
}
