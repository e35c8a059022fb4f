package io.github.kvmtck.steps.words;

import java.util.Arrays;

/** How userspace makes changes of memory slots. */
public enum Means {
  /** KVM_SET_USER_MEMORY_REGION for each. */
  ONE_BY_ONE("one by one"),
  /** KVM_SET_USER_MEMORY_REGION_LIST. */
  LIST("in one list"),
  /** KVM_SET_ALL_USER_MEMORY_REGIONS with what there is to be. */
  REPLACEMENT("by replacing all slots"),
  /** KVM_CONVERT_MEMORY_REGION. */
  CONVERSION("by conversion");

  /** Each of them. */
  public static final String REGEX = "one by one|in one list|by replacing all slots|by conversion";

  private final String words;

  Means(String words) {
    this.words = words;
  }

  /** Reads what {@link #REGEX} matches. */
  public static Means parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.words.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text + " is no way to change slots"));
  }

  @Override
  public String toString() {
    return words;
  }
}
