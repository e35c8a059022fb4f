package io.github.kvmtck.steps.vmm;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.faults.AccessInTwo;
import io.github.kvmtck.api.faults.IdleWakes;
import io.github.kvmtck.api.faults.InterruptedRuns;
import io.github.kvmtck.api.faults.InterruptedRuns.Reason;
import io.github.kvmtck.api.faults.LateSignals;
import io.github.kvmtck.api.faults.NoMemoryForSlots;
import io.github.kvmtck.api.faults.NoMemoryForSlots.Change;
import io.github.kvmtck.api.faults.UnreadableMsr;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.steps.code.GuestCode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What the kernel does that the VMM runs on. Each is something that KVM may do at any time. */
public final class KernelSteps {
  private static final int REAL_MODE = 16;
  private static final int SECOND = 2;

  /** More than the guests of the scenarios have between two exits. */
  private static final int TO_THE_NEXT_EXIT = 1000;

  private final KernelWorld kernel;
  private final VmmWorld world;
  private final VmmSteps vmm;
  private final SaveSteps saves;
  private final AtomicInteger slotsWithoutMemory = new AtomicInteger();
  private final AtomicBoolean msrRefused = new AtomicBoolean();
  private byte[] guest = {};
  private boolean gaveUp;

  public KernelSteps(KernelWorld kernel, VmmWorld world, VmmSteps vmm, SaveSteps saves) {
    this.kernel = kernel;
    this.world = world;
    this.vmm = vmm;
    this.saves = saves;
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
    kernel.inject(new InterruptedRuns(SECOND, Reason.INTR));
  }

  @Given("a kernel that answers every second KVM_RUN with EINTR and leaves exit_reason as it was")
  public void interruptsBesideAnOldExit() {
    kernel.inject(new InterruptedRuns(SECOND, Reason.STALE));
  }

  @Given("a kernel that answers every second KVM_RUN of a vCPU that waits for SIPI with EAGAIN")
  public void wakesIdly() {
    kernel.inject(new IdleWakes(SECOND));
  }

  @Given("a kernel that leaves twice for an access of 8 bytes to a device")
  public void leavesTwice() {
    kernel.inject(new AccessInTwo());
  }

  @Given("a kernel whose guest runs one more instruction before a signal ends KVM_RUN")
  public void signalsLate() {
    kernel.inject(new LateSignals(1));
  }

  @Given("a kernel whose guest leaves once more before a signal ends KVM_RUN")
  public void leavesAtTheKick() {
    kernel.inject(new LateSignals(TO_THE_NEXT_EXIT));
  }

  @Given("a kernel that may refuse to read MSR 0x{word}")
  public void mayRefuseToRead(String index) {
    kernel.inject(new UnreadableMsr(Integer.parseUnsignedInt(index, 16), msrRefused));
  }

  @Given("a kernel that may lack memory for a new memory slot")
  public void mayLackMemory() {
    kernel.inject(new NoMemoryForSlots(slotsWithoutMemory, Change.CREATION));
  }

  @Given("a kernel that sets KVM_RUN_NEEDS_COMPLETION")
  public void saysWhatNeedsCompletion() {
    kernel.propose("needs-completion");
  }

  @Given("a kernel that has inactive virtual trust levels")
  public void hasTrustLevels() {
    kernel.propose("hv-inactive-vtl");
  }

  @Given("a kernel that leaves for a failed fetch as for an access to a device, of length 0")
  public void leavesForAFetch() {
    kernel.propose("fetch-mmio");
  }

  @When("the kernel refuses to read it")
  public void refusesToRead() {
    msrRefused.set(true);
  }

  @When("the kernel has no memory for the next memory slot")
  public void noMemoryForTheNextSlot() {
    slotsWithoutMemory.set(1);
  }

  @When("the VMM is saved, and restored in a fresh process, or gives up")
  public void saveOrGiveUp() throws IOException, InterruptedException {
    orGiveUp(() -> saves.saveAndRestore(1));
  }

  @When("memory is added to the running guest, or the VMM gives up")
  public void changeMemoryOrGiveUp() throws IOException, InterruptedException {
    orGiveUp(vmm::changeMemory);
  }

  /** Something that a VMM may answer by saying that it cannot, or by ending. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws DriverException, IOException, InterruptedException;
  }

  private void orGiveUp(Attempt attempt) throws IOException, InterruptedException {
    try {
      attempt.run();
    } catch (DriverException | GuestIsOver e) {
      gaveUp = true;
      world.gaveUp(e);
    }
  }

  /** Who gave up and lives may be paused. */
  @Then("the guest goes on, unless the VMM has ended")
  public void goesOn() throws DriverException, InterruptedException {
    if (!gaveUp || !world.isOver()) {
      if (gaveUp) {
        vmm.goOn();
      }
      vmm.goesOn();
    }
  }
}
