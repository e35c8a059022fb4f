package io.github.kvmtck.mutants.kick;

/** Does not wait for vCPUs that run or sleep. */
public class KickDoesNotWait extends KickThatDoesNotWait {
  public KickDoesNotWait() {
    this("kick-does-not-wait", "mainline+kick-all");
  }

  KickDoesNotWait(String name, String profile) {
    super("KICK-01", name, profile);
  }
}
