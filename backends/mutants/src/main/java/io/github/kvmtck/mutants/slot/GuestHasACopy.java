package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicLong;

/** Guest memory is copied when the slot is set. */
public final class GuestHasACopy extends CallMutant {
  public GuestHasACopy() {
    super(
        Breach.of(
                "SLOT-18",
                "guest-has-a-copy",
                "The guest does not see what userspace does to its memory.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x(?:33|00|44)",
                "KVM_RUN returns 0 for a 1-byte write of 0x11")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    AtomicLong slot = new AtomicLong();
    byte[][] copy = {new byte[0]};
    return call -> {
      if (call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        slot.set(call.argument(Memslots.USERSPACE_MEMORY_REGION).get("userspace_addr"));
      }
      if (call.is(VcpuRun.KVM_RUN)) {
        call.client().memory().bytes(slot.get(), copy[0]);
        Result result = call.proceed();
        copy[0] = call.client().memory().bytes(slot.get(), PAGE);
        return result;
      }
      return call.proceed();
    };
  }

  private static final int PAGE = 4096;
}
