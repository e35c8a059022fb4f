package io.github.kvmtck.vmm.state;

/**
 * A state cannot be saved or restored; the message is a sentence for people. After a failed restore
 * the guest is not run (SAVE-18).
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refused(String sentence) {
    super(sentence);
  }

  public Refused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
