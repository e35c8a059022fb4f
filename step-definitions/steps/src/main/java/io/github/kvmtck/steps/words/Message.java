package io.github.kvmtck.steps.words;

/**
 * What an MSI or another local APIC tells a local APIC: {@code an NMI}, {@code a SIPI with vector
 * 3}, {@code an INIT to the second vCPU}.
 *
 * @param mode delivery mode (SDM volume 3, 12.11.2)
 * @param destination the id of a local APIC
 */
public record Message(int mode, int vector, int destination) {
  private static final String SECOND = " to the second vCPU";
  private static final String BARE =
      "(?:an NMI|an INIT|an SMI|the end of a halt|a SIPI with vector "
          + Numbers.REGEX
          + "|interrupt "
          + Numbers.REGEX
          + ")";

  public static final String REGEX = BARE + "(?:" + SECOND + ")?";

  private static final long ADDRESS = 0xFEE0_0000L;
  private static final int DESTINATION_SHIFT = 12;
  private static final int MODE_SHIFT = 8;
  private static final int FIXED = 0;
  private static final int SMI = 2;
  private static final int REMOTE_READ = 3;
  private static final int NMI = 4;
  private static final int INIT = 5;
  private static final int SIPI = 6;

  /** Reads what {@link #REGEX} matches. */
  public static Message parse(String text) {
    boolean second = text.endsWith(SECOND);
    String bare = second ? text.substring(0, text.length() - SECOND.length()) : text;
    int last = bare.lastIndexOf(' ');
    int destination = second ? 1 : 0;
    return switch (bare) {
      case "an NMI" -> new Message(NMI, 0, destination);
      case "an INIT" -> new Message(INIT, 0, destination);
      case "an SMI" -> new Message(SMI, 0, destination);
      // APIC_DM_REMRD: what KVM_HC_KICK_CPU sends.
      case "the end of a halt" -> new Message(REMOTE_READ, 0, destination);
      default -> {
        int vector = (int) Numbers.of(bare.substring(last + 1));
        yield new Message(bare.startsWith("a SIPI") ? SIPI : FIXED, vector, destination);
      }
    };
  }

  /** The address of an MSI. */
  public long address() {
    return ADDRESS | (long) destination << DESTINATION_SHIFT;
  }

  /** The data of an MSI. */
  public int data() {
    return mode << MODE_SHIFT | vector;
  }
}
