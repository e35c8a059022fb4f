package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.reference.blueprint.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every variation and profile by name. */
public final class Variations {
  private static final List<Variation> ALL =
      List.of(
          new MemUserExit(),
          new MemslotConversions(),
          new MemslotList(),
          new MemslotListV1(),
          new SetAllMemslots(),
          new PageTrackConsumer(),
          new EmulatorPathHost(),
          new ExitFd(),
          new FastPortIoHost(),
          new FetchExit(),
          new FetchMmio(),
          new HvInactiveVtl(),
          new HaltedUserspace(),
          new VcpuWait(),
          new IgnoreIfFlag(),
          new BlockingCompletion(),
          new VcpuPoll(),
          new KickAll(),
          new KickAllV1(),
          new NeedsCompletion(),
          new NeedsCompletionOnSuspend(),
          new RingWithBitmap(),
          new UserExit(),
          new UserExitV1());

  /** Profiles, and the names of what they add to mainline. */
  private static final Map<String, List<String>> PROFILES =
      new TreeMap<>(
          Map.of(
              "mainline", List.of(),
              "proposed",
                  List.of(
                      "needs-completion",
                      "user-exit",
                      "exitfd",
                      "memslot-list",
                      "kick-all",
                      "fetch-mmio",
                      "hv-inactive-vtl"),
              "proposed-v1",
                  List.of(
                      "needs-completion",
                      "user-exit-v1",
                      "memslot-list-v1",
                      "kick-all-v1",
                      "fetch-mmio",
                      "hv-inactive-vtl")));

  private Variations() {}

  public static List<Variation> all() {
    return ALL;
  }

  /** All of it for a list. */
  public static Profiles profiles() {
    return new Profiles(
        PROFILES.entrySet().stream()
            .map(entry -> new Profiles.Profile(entry.getKey(), entry.getValue()))
            .toList(),
        ALL.stream()
            .sorted(Comparator.comparing(Variation::name))
            .map(each ->
                new Profiles.Variation(
                    each.name(), each.description(), each.proposal(), conflicts(each)))
            .toList());
  }

  private static SortedSet<String> conflicts(Variation one) {
    return ALL.stream()
        .filter(other -> other != one)
        .filter(other -> !Collections.disjoint(one.exclusive(), other.exclusive()))
        .map(Variation::name)
        .collect(Collectors.toCollection(TreeSet::new));
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
      throw new IllegalArgumentException(noProfile(names.getFirst()));
    }
    names.removeFirst();
    names.addAll(0, of);
    List<Variation> found = names.stream().distinct().map(Variations::one).toList();
    check(found);
    return found;
  }

  private static String noProfile(String name) {
    return find(name).isPresent()
        ? "%s is a variation and no profile: it is joined to one, as in mainline+%s."
            .formatted(name, name)
        : "There is no profile \"%s\": the reference has %s, and variations are joined to one by +."
            .formatted(name, String.join(", ", PROFILES.keySet()));
  }

  private static Variation one(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no variation \"%s\": the reference has %s."
                    .formatted(
                        name,
                        ALL.stream()
                            .map(Variation::name)
                            .sorted()
                            .collect(Collectors.joining(", ")))));
  }

  private static Optional<Variation> find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
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
              "%s and %s cannot be had together: each is %s."
                  .formatted(one.name(), other.name(), shared.get()));
        }
      }
    }
  }
}
