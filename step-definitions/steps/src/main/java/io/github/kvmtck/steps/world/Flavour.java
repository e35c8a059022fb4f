package io.github.kvmtck.steps.world;

import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.NotApplicable;

/**
 * Which of two kinds of host this is. VMX and SVM run 64-bit code on the processor, and KVM handles
 * OUT without emulating it; a host without them emulates it. Where RIP is at the exit tells (rule
 * COMP-11), so that nobody has to know the vendor module.
 */
public final class Flavour {
  private static final int PORT = 0x10;

  private final World world;
  private final Machines machines;

  public Flavour(World world, Machines machines) {
    this.world = world;
    this.machines = machines;
  }

  /**
   * The scenario is about hosts of one kind.
   *
   * @throws NotApplicable on one of the other kind, with what was seen
   */
  public void require(boolean emulating) {
    long distance = machines.ripAtPortWrite(Mode.LONG, PORT);
    if (distance > 0 != emulating) {
      String evidence =
          distance > 0
              ? "a 64-bit probe guest has RIP past the OUT at its exit: this host emulates it"
              : "a 64-bit probe guest has RIP at the OUT at its exit: this host runs it natively";
      Attachments.evidence(world.scenario(), "the kind of host", evidence);
      throw new NotApplicable(evidence);
    }
  }
}
