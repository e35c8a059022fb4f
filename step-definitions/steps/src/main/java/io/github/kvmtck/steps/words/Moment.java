package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.SchedulingPoint;

/** Where KVM_RUN is held. */
public enum Moment {
  BEFORE_MUTEX("before it has the vCPU", SchedulingPoint.VCPU_IOCTL_BEFORE_MUTEX),
  BEFORE_ENTRY("before vcpu_run", SchedulingPoint.RUN_BEFORE_ENTRY),
  AT_ENTRY("as the guest is entered", SchedulingPoint.ENTER_GUEST),
  EXIT_DECIDED("when an exit is decided", SchedulingPoint.EXIT_DECIDED),
  FALLING_ASLEEP("as the vCPU goes to sleep", SchedulingPoint.VCPU_BLOCK);

  public static final String REGEX =
      "before it has the vCPU|before vcpu_run|as the guest is entered|when an exit is decided"
          + "|as the vCPU goes to sleep";

  private final String words;
  private final SchedulingPoint point;

  Moment(String words, SchedulingPoint point) {
    this.words = words;
    this.point = point;
  }

  /** The point of the kernel's code. */
  public SchedulingPoint point() {
    return point;
  }

  /** Reads what {@link #REGEX} matches. */
  public static Moment parse(String text) {
    for (Moment moment : values()) {
      if (moment.words.equals(text)) {
        return moment;
      }
    }
    throw new IllegalArgumentException("there is no moment called " + text);
  }

  @Override
  public String toString() {
    return words;
  }
}
