package io.github.kvmtck.mutants.kick;

/** Does not wait for a vCPU whose exit is decided, or that is on its way. */
public class KickReturnsEarly extends KickThatDoesNotWait {
  public KickReturnsEarly() {
    this("kick-returns-early", "mainline+kick-all");
  }

  KickReturnsEarly(String name, String profile) {
    super("KICK-02", name, profile);
  }
}
