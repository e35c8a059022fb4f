package io.github.kvmtck.x86.isa;

/** What decoding depends on apart from the mode: how old the processor is. */
public enum Generation {
  /** LOCK may stand before any instruction and does nothing where there is nothing to lock. */
  I80286,
  /** LOCK is #UD except before instructions that update memory (80386 manual, 17.2.2.4). */
  I80386
}
