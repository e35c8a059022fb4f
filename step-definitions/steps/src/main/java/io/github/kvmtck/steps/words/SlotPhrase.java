package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.uapi.Memslots;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code a read-only logged slot 1 of 2 pages at 0x20000}: a memory slot that a scenario wants.
 *
 * @param slot bits 0 to 15 the id, bits 16 to 31 the address space
 * @param flags KVM_MEM_*
 * @param gpa guest physical address of the first page
 */
public record SlotPhrase(int slot, int flags, long pages, long gpa) {
  public static final String REGEX =
      "a(?: read-only)?(?: logged)? slot \\d+ of \\d+ pages? at "
          + Numbers.REGEX
          + "(?: in address space \\d+)?";

  private static final Pattern PARTS =
      Pattern.compile(
          "a( read-only)?( logged)? slot (\\d+) of (\\d+) pages? at ("
              + Numbers.REGEX
              + ")(?: in address space (\\d+))?");

  private static final int ADDRESS_SPACE = 16;

  /** The same with another slot word. */
  public SlotPhrase withSlot(int other) {
    return new SlotPhrase(other, flags, pages, gpa);
  }

  /** Reads what {@link #REGEX} matches. */
  public static SlotPhrase parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text + " is no slot");
    }
    int flags =
        (parts.group(1) == null ? 0 : Memslots.KVM_MEM_READONLY)
            | (parts.group(2) == null ? 0 : Memslots.KVM_MEM_LOG_DIRTY_PAGES);
    int space = parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6));
    return new SlotPhrase(
        Integer.parseInt(parts.group(3)) | space << ADDRESS_SPACE,
        flags,
        Long.parseLong(parts.group(4)),
        Numbers.of(parts.group(5)));
  }
}
