package io.github.kvmtck.steps.vmm;

import io.cucumber.java.en.Given;
import io.github.kvmtck.api.faults.InterruptedRuns;
import io.github.kvmtck.api.faults.InterruptedRuns.Reason;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.steps.code.GuestCode;
import java.io.IOException;

/** What the kernel does that the VMM runs on. Each is something that KVM may do at any time. */
public final class KernelSteps {
  private static final int REAL_MODE = 16;
  private static final int SECOND = 2;

  private final VmmWorld world;
  private byte[] guest = {};

  public KernelSteps(VmmWorld world) {
    this.world = world;
  }

  /** For scenarios whose kernel has to be there before the VMM. */
  @Given("a guest that checks what its devices answer")
  public void guest(String code) {
    guest = GuestCode.assemble(code, 0, REAL_MODE).bytes();
  }

  @Given("a VMM with {int} vCPU(s) that runs it")
  public void runs(int vcpus) throws DriverException, IOException, InterruptedException {
    world.start(guest, vcpus);
  }

  @Given("a kernel that answers every second KVM_RUN with EINTR and KVM_EXIT_INTR")
  public void interrupts() {
    world.inject(new InterruptedRuns(SECOND, Reason.INTR));
  }

  @Given("a kernel that answers every second KVM_RUN with EINTR and leaves exit_reason as it was")
  public void interruptsAndLeavesTheReason() {
    world.inject(new InterruptedRuns(SECOND, Reason.STALE));
  }
}
