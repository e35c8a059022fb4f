package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import java.util.function.Predicate;

/** Kinds of exit, told from kvm_run. */
public final class Exits {
  private Exits() {}

  public static final Predicate<MappedRun> PORT_READ =
      run -> is(run, ExitReason.KVM_EXIT_IO) && run.io().isIn();
  public static final Predicate<MappedRun> PORT_WRITE =
      run -> is(run, ExitReason.KVM_EXIT_IO) && !run.io().isIn();
  public static final Predicate<MappedRun> MMIO_READ =
      run -> is(run, ExitReason.KVM_EXIT_MMIO) && !run.mmio().isWrite();
  public static final Predicate<MappedRun> MMIO_WRITE =
      run -> is(run, ExitReason.KVM_EXIT_MMIO) && run.mmio().isWrite();
  public static final Predicate<MappedRun> READ = PORT_READ.or(MMIO_READ);
  public static final Predicate<MappedRun> MMIO = MMIO_READ.or(MMIO_WRITE);
  public static final Predicate<MappedRun> RDMSR = of(ExitReason.KVM_EXIT_X86_RDMSR);
  public static final Predicate<MappedRun> WRMSR = of(ExitReason.KVM_EXIT_X86_WRMSR);
  public static final Predicate<MappedRun> MSR = RDMSR.or(WRMSR);
  public static final Predicate<MappedRun> HYPERCALL = of(ExitReason.KVM_EXIT_HYPERCALL);
  public static final Predicate<MappedRun> HYPERV = of(ExitReason.KVM_EXIT_HYPERV);

  /** Any exit for this reason. */
  public static Predicate<MappedRun> of(ExitReason reason) {
    return run -> is(run, reason);
  }

  /** Whether kvm_run has an exit for this reason. */
  public static boolean is(MappedRun run, ExitReason reason) {
    return run.exitReason() == reason.number();
  }
}
