package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;

/** What a step of KVM_RUN says: the r &gt; 0, r == 0 and r &lt; 0 of the kernel's functions. */
public final class Outcome {
  /** Go on with the next step. */
  public static final Outcome CONTINUE = new Outcome("continue", Result.ZERO);

  /** Leave this entry of the guest, look at windows and signals, and enter again. */
  public static final Outcome AGAIN = new Outcome("again", Result.ZERO);

  /** KVM_RUN returns 0: exit_reason tells why. */
  public static final Outcome EXIT = new Outcome("exit", Result.ZERO);

  public static final Outcome EINTR = failure(Errno.EINTR);
  public static final Outcome EAGAIN = failure(Errno.EAGAIN);
  public static final Outcome EINVAL = failure(Errno.EINVAL);
  public static final Outcome EFAULT = failure(Errno.EFAULT);
  public static final Outcome EIO = failure(Errno.EIO);

  private final String name;
  private final Result result;

  private Outcome(String name, Result result) {
    this.name = name;
    this.result = result;
  }

  public static Outcome failure(Errno errno) {
    return new Outcome(errno.name(), Result.error(errno));
  }

  /** What KVM_RUN returns. */
  public Result result() {
    return result;
  }

  @Override
  public String toString() {
    return name;
  }
}
