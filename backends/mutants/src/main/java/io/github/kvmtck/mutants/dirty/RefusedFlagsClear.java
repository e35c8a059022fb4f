package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;

/** The bitmap is made before the flags are looked at. */
public final class RefusedFlagsClear extends FlagsClear {
  public RefusedFlagsClear() {
    super(
        Breach.of(
            "DIRTY-06",
            "refused-flags-clear",
            "A change of flags that is refused leaves an empty bitmap."));
  }
}
