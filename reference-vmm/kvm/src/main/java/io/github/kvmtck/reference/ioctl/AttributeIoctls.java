package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Devices.DEVICE_ATTR;
import static io.github.kvmtck.api.uapi.Devices.KVM_GET_DEVICE_ATTR;
import static io.github.kvmtck.api.uapi.Devices.KVM_HAS_DEVICE_ATTR;
import static io.github.kvmtck.api.uapi.Devices.KVM_SET_DEVICE_ATTR;
import static io.github.kvmtck.api.uapi.Devices.KVM_VCPU_TSC_CTRL;
import static io.github.kvmtck.api.uapi.Devices.KVM_VCPU_TSC_OFFSET;
import static io.github.kvmtck.api.uapi.Devices.KVM_X86_GRP_SYSTEM;
import static io.github.kvmtck.api.uapi.Devices.KVM_X86_XCOMP_GUEST_SUPP;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;

/** Attributes of /dev/kvm and of vCPUs (api.rst 4.80 and 4.81). */
final class AttributeIoctls {
  private static final Result NO_SUCH_ATTRIBUTE = Result.error(Errno.ENXIO);

  /** x87 and SSE. */
  private static final long SUPPORTED_XCR0 = 3;

  private AttributeIoctls() {}

  static IoctlTable<KvmSystem> addToSystem(IoctlTable<KvmSystem> table) {
    return table
        .on(
            KVM_GET_DEVICE_ATTR,
            (kvm, call) -> ofSystem(call, address -> put(call, address, SUPPORTED_XCR0)))
        .on(KVM_HAS_DEVICE_ATTR, (kvm, call) -> ofSystem(call, address -> Result.ZERO));
  }

  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table
        .on(
            KVM_GET_DEVICE_ATTR,
            (vcpu, call) -> ofVcpu(call, address -> put(call, address, vcpu.msrs().tsc().offset())))
        .on(KVM_SET_DEVICE_ATTR, (vcpu, call) -> ofVcpu(call, address -> set(vcpu, call, address)))
        .on(KVM_HAS_DEVICE_ATTR, (vcpu, call) -> ofVcpu(call, address -> Result.ZERO));
  }

  /** __kvm_x86_dev_get_attr. */
  private static Result ofSystem(IoctlCall call, LongFunction<Result> work) {
    return with(call, KVM_X86_GRP_SYSTEM, KVM_X86_XCOMP_GUEST_SUPP, work);
  }

  /** kvm_vcpu_ioctl_device_attr. */
  private static Result ofVcpu(IoctlCall call, LongFunction<Result> work) {
    return with(call, KVM_VCPU_TSC_CTRL, KVM_VCPU_TSC_OFFSET, work);
  }

  private static Result with(IoctlCall call, int group, int attribute, LongFunction<Result> work) {
    MemorySegment in = call.read(DEVICE_ATTR.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    boolean known =
        DEVICE_ATTR.get(in, "group") == group && DEVICE_ATTR.get(in, "attr") == attribute;
    return known ? work.apply(DEVICE_ATTR.get(in, "addr")) : NO_SUCH_ATTRIBUTE;
  }

  private static Result put(IoctlCall call, long address, long value) {
    MemorySegment out = MemorySegment.ofArray(new long[] {value});
    return call.memory().put(address, out) == Errno.NONE ? Result.ZERO : IoctlCall.FAULT;
  }

  private static Result set(Vcpu vcpu, IoctlCall call, long address) {
    MemorySegment in = MemorySegment.ofArray(new long[1]);
    if (call.memory().get(address, in) != Errno.NONE) {
      return IoctlCall.FAULT;
    }
    vcpu.msrs().tsc().offset(in.get(JAVA_LONG_UNALIGNED, 0));
    return Result.ZERO;
  }
}
