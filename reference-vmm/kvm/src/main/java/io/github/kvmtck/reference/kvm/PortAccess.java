package io.github.kvmtck.reference.kvm;

import org.jspecify.annotations.Nullable;

/** IN, OUT, INS and OUTS of a vCPU (kvm_fast_pio, emulator_pio_in and emulator_pio_out). */
final class PortAccess {
  /** struct kvm_run's I/O page holds so many bytes of a string instruction (KVM: 1024). */
  private static final int STRING_BYTES = 1024;

  private static final int PAGE = 4096;

  private final Vcpu vcpu;
  private final InKernel inKernel;
  private @Nullable PortWrite accepted;

  PortAccess(Vcpu vcpu, InKernel inKernel) {
    this.vcpu = vcpu;
    this.inKernel = inKernel;
  }

  /** The port write of the instruction that has completed; taken, null where there is none. */
  @Nullable PortWrite takeWrite() {
    PortWrite taken = accepted;
    accepted = null;
    return taken;
  }

  long in(int port, int size) {
    Replay replay = vcpu.bus().replay();
    if (replay.hasNext()) {
      return replay.nextNumber();
    }
    long here = inKernel.portIn(port, size);
    return here != VmDevice.NOT_MINE
        ? here
        : vcpu.bus().ask(new Question.Port(port, size, 1, false));
  }

  void out(int port, int size, long value) {
    if (inKernel.portOut(port, size, value)) {
      return;
    }
    if (vcpu.vm().system().portIo().outCompletesFirst(vcpu, port)) {
      completed(port, size, value);
    } else {
      vcpu.bus().ask(new Question.PortOut(port, size, value));
    }
  }

  /** The instruction emulator writes a port at the end of an instruction, whose state is final. */
  private void completed(int port, int size, long value) {
    accepted = new PortWrite(port, size, value);
    vcpu.cpu().stopAfter();
  }

  /**
   * pio_in_emulated: a burst ends at the page's edge, counted from the first unit's offset even
   * when it runs downwards; the bytes to the edge are taken for a number of units, and the count is
   * kept in 32 bits (rule COMP-15).
   */
  int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    Replay replay = vcpu.bus().replay();
    if (replay.hasNext()) {
      // The count is reckoned anew, for userspace may have changed ECX; bytes without an answer
      // are what the buffer held.
      int unused = replay.nextBytes(into);
      return burst(size, max, down, pageOffset);
    }
    long here = inKernel.portIn(port, size);
    if (here != VmDevice.NOT_MINE) {
      // The kernel answers unit by unit.
      for (int i = 0; i < size; i++) {
        into[i] = (byte) (here >>> i * Byte.SIZE);
      }
      return 1;
    }
    vcpu.bus().ask(new Question.Port(port, size, burst(size, max, down, pageOffset), true));
    return 1;
  }

  private static int burst(int size, long max, boolean down, int pageOffset) {
    int toEdge = down ? pageOffset : PAGE - pageOffset;
    long count = Math.min(Math.min(max & 0xffff_ffffL, STRING_BYTES / size), toEdge);
    return (int) Math.max(1, count);
  }

  void stringOut(int port, int size, long value) {
    if (!inKernel.portOut(port, size, value)) {
      completed(port, size, value);
    }
  }
}
