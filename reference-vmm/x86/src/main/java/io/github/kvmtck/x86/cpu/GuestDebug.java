package io.github.kvmtck.x86.cpu;

/** Debugging of the guest by its owner (KVM_SET_GUEST_DEBUG); ends a run instead of raising. */
public final class GuestDebug {
  private boolean singleStep;
  private boolean software;
  private boolean hardware;
  private final DebugRegisters registers = new DebugRegisters();

  /** Stop after every instruction. */
  public boolean singleStep() {
    return singleStep;
  }

  public void singleStep(boolean on) {
    singleStep = on;
  }

  /** Stop at INT3. */
  public boolean software() {
    return software;
  }

  public void software(boolean on) {
    software = on;
  }

  /** {@link #registers} hold breakpoints, in place of the guest's. */
  public boolean hardware() {
    return hardware;
  }

  public void hardware(boolean on) {
    hardware = on;
  }

  /** DR0-DR3 and DR7 of the owner. */
  public DebugRegisters registers() {
    return registers;
  }
}
