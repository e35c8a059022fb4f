package io.github.kvmtck.reports.catalogue;

/** Who owes what a rule says. */
public enum Binds {
  /** The KVM implementation. */
  KVM,
  /** The virtual machine monitor. */
  VMM,
  /** Both sides of the contract. */
  BOTH,
  /** The reference model of this project, so that a kernel-internal breach can be shown. */
  MODEL,
  /** Whoever writes a test: a way to observe, not an obligation. */
  TEST
}
