package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_pio_in and complete_fast_pio_out without the test of the linear RIP. */
public final class CompletionPutsRipBack extends VcpuMutant {
  public CompletionPutsRipBack() {
    super(
        Breach.of(
                "COMP-13",
                "completion-puts-rip-back",
                "Completion undoes that userspace has moved RIP.")
            .seenAs("RAX is 0x1122334455667788", "RAX is 0x11223344556677AB")
            .seenAs("RIP is at the CLI", "RIP is 0x1002"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ.or(Exits.PORT_WRITE), CompletionPutsRipBack::asIfNotMoved);
  }

  private static Regs asIfNotMoved(SpoilsCompletion.Done done) {
    if (done.atExit().rip() == done.atEntry().rip()) {
      return done.now();
    }
    long next = (done.atExit().rip() & ~0xf) + 2;
    return Exits.PORT_WRITE.test(done.run())
        ? done.now().withRip(next)
        : done.now()
            .withRip(next)
            .withRax(done.atExit().rax() & ~0xffL | done.run().ioData()[0] & 0xff);
  }
}
