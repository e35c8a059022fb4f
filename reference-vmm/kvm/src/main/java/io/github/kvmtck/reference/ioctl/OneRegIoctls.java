package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Registers.KVM_GET_ONE_REG;
import static io.github.kvmtck.api.uapi.Registers.KVM_GET_REG_LIST;
import static io.github.kvmtck.api.uapi.Registers.KVM_REG_ARCH_MASK;
import static io.github.kvmtck.api.uapi.Registers.KVM_REG_SIZE_MASK;
import static io.github.kvmtck.api.uapi.Registers.KVM_REG_SIZE_U64;
import static io.github.kvmtck.api.uapi.Registers.KVM_REG_X86;
import static io.github.kvmtck.api.uapi.Registers.KVM_SET_ONE_REG;
import static io.github.kvmtck.api.uapi.Registers.KVM_X86_REG_TYPE_MSR;
import static io.github.kvmtck.api.uapi.Registers.ONE_REG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.msr.MsrAnswer;
import java.lang.foreign.MemorySegment;

/**
 * One register by its id (api.rst 4.68, 4.69 and 4.84). On x86, since Linux 6.18, that is an MSR;
 * of the registers that KVM itself defines, SSP, the model's processor has none.
 */
final class OneRegIoctls {
  private static final long RESERVED = 0x000f_ff00_0000_0000L;

  private OneRegIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_GET_ONE_REG, (vcpu, call) -> with(call, (index, at) -> get(vcpu, call, index, at)))
        .on(KVM_SET_ONE_REG, (vcpu, call) -> with(call, (index, at) -> set(vcpu, call, index, at)))
        .on(KVM_GET_REG_LIST, (vcpu, call) -> list(call));
  }

  /** What is done with an MSR and the address of its value. */
  private interface Access {
    Result on(int index, long address);
  }

  private static Result with(IoctlCall call, Access access) {
    MemorySegment in = call.read(ONE_REG.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long id = ONE_REG.get(in, "id");
    boolean isMsr =
        (id & KVM_REG_ARCH_MASK) == KVM_REG_X86
            && (id & RESERVED) == 0
            && (id >>> 32 & 0xff) == KVM_X86_REG_TYPE_MSR
            && (id & KVM_REG_SIZE_MASK) == KVM_REG_SIZE_U64;
    return isMsr ? access.on((int) id, ONE_REG.get(in, "addr")) : IoctlCall.INVALID;
  }

  private static Result get(Vcpu vcpu, IoctlCall call, int index, long address) {
    if (vcpu.msrs().canRead(index) != MsrAnswer.DONE) {
      return IoctlCall.INVALID;
    }
    MemorySegment value = MemorySegment.ofArray(new long[] {vcpu.msrs().value(index)});
    return call.memory().put(address, value) == Errno.NONE ? Result.ZERO : IoctlCall.FAULT;
  }

  private static Result set(Vcpu vcpu, IoctlCall call, int index, long address) {
    MemorySegment value = MemorySegment.ofArray(new long[1]);
    if (call.memory().get(address, value) != Errno.NONE) {
      return IoctlCall.FAULT;
    }
    MsrAnswer answer = vcpu.msrs().write(index, value.get(JAVA_LONG_UNALIGNED, 0), true);
    return answer == MsrAnswer.DONE ? Result.ZERO : IoctlCall.INVALID;
  }

  /** There are none. */
  private static Result list(IoctlCall call) {
    MemorySegment count = call.read(Long.BYTES);
    if (count == null) {
      return IoctlCall.FAULT;
    }
    return call.write(count.fill((byte) 0)) ? Result.ZERO : IoctlCall.FAULT;
  }
}
