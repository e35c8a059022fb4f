package io.github.kvmtck.steps.words;

/** What a call is made on. */
public enum Target {
  VCPU("the vCPU"),
  VM("the VM"),
  SYSTEM("/dev/kvm");

  public static final String REGEX = "the vCPU|the VM|/dev/kvm";

  private final String words;

  Target(String words) {
    this.words = words;
  }

  /** Reads what {@link #REGEX} matches. */
  public static Target parse(String text) {
    for (Target target : values()) {
      if (target.words.equals(text)) {
        return target;
      }
    }
    throw new IllegalArgumentException("nothing is called " + text);
  }
}
