package io.github.kvmtck.steps.vmm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.faults.Fault;
import io.github.kvmtck.api.faults.FaultyKernel;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.Subject;
import java.util.ArrayList;
import java.util.List;

/** The kernel that the VMM of a scenario is to find: by default the one on the bench. */
public final class KernelWorld {
  private final List<Kernel> opened = new ArrayList<>();
  private Subject subject =
      Bench.mounted()
          .subject()
          .orElseThrow(() -> new IllegalStateException("No VMM is on the bench."));

  /** The VMM, on that kernel. */
  Subject subject() {
    return subject;
  }

  /**
   * It has a fault from the VMM's start on.
   *
   * @throws NotRun where the kernel is Linux's own
   */
  void inject(Fault fault) {
    check();
    subject = subject.on(new FaultyKernel(subject.kernel(), fault));
  }

  /**
   * It has an interface that was proposed.
   *
   * @param proposal as scenarios are tagged with it
   * @throws NotRun where the kernel is Linux's own, or has no such thing
   */
  void propose(String proposal) {
    check();
    if (subject.kernel().about().proposals().contains(proposal)) {
      return;
    }
    try {
      Kernel kernel = subject.proposed().apply(proposal);
      opened.add(kernel);
      subject = subject.on(kernel);
    } catch (IllegalArgumentException e) {
      throw new NotRun(String.valueOf(e.getMessage()));
    }
  }

  private void check() {
    if (!subject.launch().choosesKernel()) {
      throw new NotRun(
          "Linux's own KVM answers the VMM, and does what the scenario asks for when it pleases;"
              + " another backend does it when it is told to: --on reference");
    }
  }

  /** Nobody calls it any more. */
  void close() {
    opened.forEach(Kernel::close);
  }
}
