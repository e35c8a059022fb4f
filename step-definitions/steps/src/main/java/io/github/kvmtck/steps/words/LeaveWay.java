package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Struct;

/** How a vCPU is asked to leave KVM_RUN. */
public enum LeaveWay {
  USER_EXIT("KVM_USER_EXIT"),
  USER_EXIT_V1("KVM_USER_EXIT_V1"),
  EXITFD("an exitfd"),
  /** Blocked in the thread and not by KVM_SET_SIGNAL_MASK. */
  SIGNAL("SIGUSR1");

  public static final String REGEX = "KVM_USER_EXIT_V1|KVM_USER_EXIT|an exitfd|SIGUSR1";

  private final String words;

  LeaveWay(String words) {
    this.words = words;
  }

  /** Whether the request outlives the exit that it makes. */
  public boolean staysPending() {
    return this == SIGNAL;
  }

  /** What the ioctl reads. */
  public Struct argument() {
    return this == USER_EXIT_V1 ? Proposed.USER_EXIT_V1 : Proposed.USER_EXIT;
  }

  /** Reads what {@link #REGEX} matches. */
  public static LeaveWay parse(String text) {
    for (LeaveWay way : values()) {
      if (way.words.equals(text)) {
        return way;
      }
    }
    throw new IllegalArgumentException("there is no way called " + text);
  }

  @Override
  public String toString() {
    return words;
  }
}
