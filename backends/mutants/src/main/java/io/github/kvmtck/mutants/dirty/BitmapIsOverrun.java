package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** A size that is rounded up once too often. */
public final class BitmapIsOverrun extends LogMutant {
  public BitmapIsOverrun() {
    super(
        Breach.of(
                "DIRTY-01",
                "bitmap-is-overrun",
                "KVM_GET_DIRTY_LOG writes a word behind the bitmap.")
            .seenAs("KVM writes nothing behind", "KVM writes behind"));
  }

  @Override
  protected LogBreach log() {
    return LogBreach.telling((call, bits) -> call.overrun());
  }
}
