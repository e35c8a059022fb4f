package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** What an MMIO write would have written into a read-only slot is in its memory as well. */
final class WriteThrough implements CallBreach {
  private long gpa;
  private long address;

  @Override
  public Result call(SeamCall call) {
    if (call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
      StructValue region = call.argument(Memslots.USERSPACE_MEMORY_REGION);
      gpa = region.get("guest_phys_addr");
      address = region.get("userspace_addr");
    }
    Result result = call.proceed();
    if (call.is(VcpuRun.KVM_RUN) && !result.failed()) {
      writeThrough(call, call.run());
    }
    return result;
  }

  private void writeThrough(SeamCall call, MappedRun run) {
    boolean mmio = run.exitReason() == ExitReason.KVM_EXIT_MMIO.number();
    if (mmio && run.mmio().isWrite()) {
      long at = address + (run.mmio().physAddr() - gpa);
      call.client().memory().bytes(at, run.mmioData());
    }
  }
}
