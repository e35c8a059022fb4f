package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.VcpuRun.KVM_RUN;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_SET_SIGNAL_MASK;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuSettings.SignalMask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** KVM_RUN and the signal mask that it runs with (api.rst 4.10 and 4.21). */
final class RunIoctls {
  /** sizeof(sigset_t) in the kernel. */
  private static final int SIGSET = 8;

  /** The set lies behind len, without padding. */
  private static final int SIGSET_OFFSET = 4;

  private RunIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table.on(KVM_RUN, RunIoctls::run).on(KVM_SET_SIGNAL_MASK, RunIoctls::setSignalMask);
  }

  /** An argument is EINVAL before anything is run or completed (rule THR-04). */
  private static Result run(Vcpu vcpu, IoctlCall call) {
    return call.argument() != 0 ? IoctlCall.INVALID : vcpu.runFromIoctl(vcpu.vm().system().run());
  }

  private static Result setSignalMask(Vcpu vcpu, IoctlCall call) {
    if (call.argument() == 0) {
      vcpu.settings().signalMask(null);
      return Result.ZERO;
    }
    MemorySegment header = call.read(SIGSET_OFFSET);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    if (header.get(ValueLayout.JAVA_INT_UNALIGNED, 0) != SIGSET) {
      return IoctlCall.INVALID;
    }
    MemorySegment set = call.read(SIGSET_OFFSET, SIGSET);
    if (set == null) {
      return IoctlCall.FAULT;
    }
    vcpu.settings().signalMask(new SignalMask(set.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)));
    return Result.ZERO;
  }
}
