package io.github.kvmtck.mutants.kick;

/** Does not wait for a task that waits for a page. */
public class KickDoesNotWaitForPages extends KickThatDoesNotWait {
  public KickDoesNotWaitForPages() {
    this("kick-does-not-wait-for-pages", "mainline+kick-all");
  }

  KickDoesNotWaitForPages(String name, String profile) {
    super("KICK-10", name, profile);
  }
}
