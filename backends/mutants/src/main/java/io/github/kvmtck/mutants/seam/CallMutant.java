package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.SeamMutant;

/** A mutant that answers calls of any kind. */
public abstract class CallMutant extends SeamMutant {

  protected CallMutant(Breach breach) {
    super(breach);
  }

  /** New for each process. */
  protected abstract CallBreach breaking();

  @Override
  protected final Interceptor interceptor(Kernel.Process process) {
    return new Watch(process, breaking());
  }
}
