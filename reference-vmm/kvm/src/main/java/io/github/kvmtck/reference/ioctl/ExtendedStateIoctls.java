package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.ExtendedState.FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_XCRS;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_XSAVE;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_XSAVE2;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_SET_FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_SET_XCRS;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_SET_XSAVE;
import static io.github.kvmtck.api.uapi.ExtendedState.XCRS;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.FpuFields;
import io.github.kvmtck.reference.state.Xsave;
import io.github.kvmtck.x86.cpu.Control;
import java.lang.foreign.MemorySegment;

/** x87 and SSE state, and XCR0 (api.rst 4.22, 4.23, 4.42 to 4.45, 4.134). */
final class ExtendedStateIoctls {
  private static final int MAX_XCRS = 16;

  private ExtendedStateIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .writes(
            KVM_GET_FPU,
            FPU.size(),
            (vcpu, out) -> {
              FpuFields.get(vcpu, out);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_FPU,
            FPU.size(),
            (vcpu, in) -> {
              FpuFields.set(vcpu, in);
              return Result.ZERO;
            })
        .writes(KVM_GET_XSAVE, Xsave.SIZE, ExtendedStateIoctls::getXsave)
        .writes(KVM_GET_XSAVE2, Xsave.SIZE, ExtendedStateIoctls::getXsave)
        .reads(
            KVM_SET_XSAVE,
            Xsave.SIZE,
            (vcpu, in) -> Xsave.set(vcpu, in) ? Result.ZERO : IoctlCall.INVALID)
        .writes(KVM_GET_XCRS, XCRS.size(), ExtendedStateIoctls::getXcrs)
        .reads(KVM_SET_XCRS, XCRS.size(), ExtendedStateIoctls::setXcrs);
  }

  private static Result getXsave(Vcpu vcpu, MemorySegment out) {
    Xsave.get(vcpu, out);
    return Result.ZERO;
  }

  private static Result getXcrs(Vcpu vcpu, MemorySegment out) {
    XCRS.set(out, "nr_xcrs", 1);
    XCRS.set(out, "xcrs[0].value", vcpu.cpu().control.xcr0());
    return Result.ZERO;
  }

  private static Result setXcrs(Vcpu vcpu, MemorySegment in) {
    long count = XCRS.get(in, "nr_xcrs");
    if (count > MAX_XCRS || XCRS.get(in, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    for (int i = 0; i < count; i++) {
      if (XCRS.get(in, "xcrs[" + i + "].xcr") == 0) {
        long value = XCRS.get(in, "xcrs[" + i + "].value");
        if (!Control.xcr0Valid(value)) {
          return IoctlCall.INVALID;
        }
        vcpu.cpu().control.xcr0(value);
        break;
      }
    }
    return Result.ZERO;
  }
}
