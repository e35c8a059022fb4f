package io.github.kvmtck.mutants.r;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import org.jspecify.annotations.Nullable;

/** A kernel that loses nothing of what it writes by itself. */
public final class WritesWaitForTheSlot extends CallMutant {
  public WritesWaitForTheSlot() {
    super(
        Breach.of(
                "R3",
                "writes-wait-for-the-slot",
                "What KVM has to write where no slot is, it writes when there is one.")
            .in("mainline+memslot-list")
            .seenAs(
                "host memory of slot 1 .* bytes 00 00 00 00", "host memory of slot 1 .* bytes"));
  }

  @Override
  protected CallBreach breaking() {
    return new Waiting();
  }

  private static final class Waiting implements CallBreach {
    private static final int ONE = 1;

    private volatile @Nullable StructValue late;
    private volatile int vcpu;

    @Override
    public Result call(SeamCall call) {
      if (call.is(Msrs.KVM_SET_MSRS)) {
        byte[] bytes = call.client().memory().bytes(call.argument(), (int) Msrs.MSRS.sizeWith(ONE));
        late = StructValue.of(Msrs.MSRS, bytes);
        vcpu = call.fd();
      }
      Result result = call.proceed();
      StructValue again = late;
      boolean changes =
          call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
              || call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST);
      if (changes && again != null) {
        byte[] before = call.client().memory().bytes(call.argument(), again.size());
        call.argument(again);
        var ignored =
            call.proceed(new Syscall.Ioctl(vcpu, Msrs.KVM_SET_MSRS.number(), call.argument()));
        call.client().memory().bytes(call.argument(), before);
      }
      return result;
    }
  }
}
