package io.github.kvmtck.mutants;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.List;

/** A mutant whose breach shows at the seam, so that it breaks any backend. */
public abstract class SeamMutant implements Mutant {

  @Override
  public final Kernel open(KernelProvider healthy) {
    Kernel below = healthy.open(new KernelOptions(profile(), List.of()));
    return new InterceptedKernel(below, called(below.about()), this::interceptor);
  }

  /** The breach, new for each process. */
  protected abstract Interceptor interceptor();

  private About called(About below) {
    return new About(
        below.name() + "/" + name(),
        below.release(),
        below.vendor(),
        below.variations(),
        below.proposals(),
        below.environment());
  }
}
