package io.github.kvmtck.reference.host.memory;

/** Told before mapped pages change or go away (struct mmu_notifier_ops). */
public interface MmuNotifier {

  /**
   * invalidate_range_start: when this returns, nobody that translated addresses of the range uses
   * the translation any more.
   */
  void invalidate(long start, long end);
}
