package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.vmm.device.Bus;
import io.github.kvmtck.vmm.device.InterruptLines;
import io.github.kvmtck.vmm.device.MsrDevice;
import io.github.kvmtck.vmm.memory.MemoryMap;
import io.github.kvmtck.vmm.memory.RingLog;
import java.util.Optional;

/**
 * What a vCPU finds around it.
 *
 * @param rings empty without a dirty ring
 * @param wakes who may wake an inactive virtual trust level
 * @param news is told what becomes of the guest
 */
public record Machine(
    Bus ports,
    Bus addresses,
    MsrDevice msrs,
    InterruptLines lines,
    MemoryMap map,
    CoalescedWrites coalesced,
    Optional<RingLog> rings,
    WakeRule wakes,
    News news) {

  /** Told on the thread of a vCPU; takes no lock that a pauser has (SAVE-13). */
  public interface News {

    /** The guest cannot go on, and the VMM has no part in it: it is stopped for good (FETCH-25). */
    void crashed(int vcpu, String why);

    /** The guest has shut down or has reset itself, as a triple fault does. */
    void shutDown(int vcpu, String how);

    /** A vCPU has halted and nothing here can wake it. */
    void halted(int vcpu);

    /** Whether the guest is over, so that no vCPU enters it again. */
    boolean isOver();
  }
}
