package io.github.kvmtck.api;

import java.util.List;
import java.util.SortedSet;

/**
 * What a backend can be opened as: profiles, and variations that are joined to one by {@code +}.
 *
 * @param profiles the default one first
 * @param variations sorted by name
 */
public record Profiles(List<Profile> profiles, List<Variation> variations) {

  /** What most backends have: a kernel is what it is. */
  public static final Profiles MAINLINE_ONLY =
      new Profiles(List.of(new Profile("mainline", List.of())), List.of());

  /**
   * A list of variations with a name.
   *
   * @param variations what it adds to mainline, by name
   */
  public record Profile(String name, List<String> variations) {
    public Profile {
      variations = List.copyOf(variations);
    }
  }

  /**
   * One thing that can be different from mainline.
   *
   * @param description one line
   * @param proposal whether it is a proposed interface, which scenarios are tagged with
   * @param conflicts the variations that cannot be had beside it
   */
  public record Variation(
      String name, String description, boolean proposal, SortedSet<String> conflicts) {}

  public Profiles {
    profiles = List.copyOf(profiles);
    variations = List.copyOf(variations);
  }
}
