package io.github.kvmtck.mutants;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.List;

/** A mutant whose breach shows at the seam, so that it breaks any backend. */
public abstract class SeamMutant extends DescribedMutant {

  protected SeamMutant(Breach breach) {
    super(breach);
  }

  @Override
  public final Kernel open(KernelProvider healthy) {
    Kernel below = healthy.open(new KernelOptions(profile(), List.of()));
    return new InterceptedKernel(below, called(below.about()), this::interceptor);
  }

  /**
   * The breach, new for each process.
   *
   * @param process the one below
   */
  protected abstract Interceptor interceptor(Kernel.Process process);

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
