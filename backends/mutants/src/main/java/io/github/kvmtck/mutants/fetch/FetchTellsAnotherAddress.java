package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/**
 * The exit that was proposed for a failed fetch tells another address: mmio.phys_addr and
 * memory_fault.gpa are where each of the two has it.
 */
abstract class FetchTellsAnotherAddress extends VcpuMutant {
  private final String field;

  FetchTellsAnotherAddress(Breach breach, String field) {
    super(breach);
    this.field = field;
  }

  /** What is told in place of an address that could not be fetched from. */
  abstract long other(long rip, long address);

  /** Where the instruction begins, whose first byte could be fetched; 15 bytes are the most. */
  static long firstByte(long rip, long address) {
    return rip + 1 < address && address < rip + 15 ? rip : address;
  }

  /** The frame, as page faults have it. */
  static long page(long address) {
    return address & ~0xfffL;
  }

  @Override
  protected final VcpuBreach breaking() {
    return FetchExits.changed(
        call -> call.run().set(field, other(call.regs().rip(), call.run().get(field))));
  }
}
