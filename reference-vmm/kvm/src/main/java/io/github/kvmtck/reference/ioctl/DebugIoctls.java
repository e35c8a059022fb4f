package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.VcpuEvents.DEBUGREGS;
import static io.github.kvmtck.api.uapi.VcpuEvents.GUEST_DEBUG;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GET_DEBUGREGS;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_ENABLE;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_INJECT_BP;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_INJECT_DB;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_SINGLESTEP;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_USE_HW_BP;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_USE_SW_BP;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_DEBUGREGS;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_GUEST_DEBUG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.GuestDebug;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.MemorySegment;

/** Debug registers, and debugging by the client (api.rst 4.33, 4.34, 4.87). */
final class DebugIoctls {
  private static final int ADDRESSES = 4;
  private static final int DR7 = 7;

  private DebugIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .writes(KVM_GET_DEBUGREGS, DEBUGREGS.size(), DebugIoctls::get)
        .reads(KVM_SET_DEBUGREGS, DEBUGREGS.size(), DebugIoctls::set)
        .reads(KVM_SET_GUEST_DEBUG, GUEST_DEBUG.size(), DebugIoctls::setGuestDebug);
  }

  private static Result get(Vcpu vcpu, MemorySegment out) {
    DebugRegisters debug = vcpu.cpu().debug;
    for (int i = 0; i < ADDRESSES; i++) {
      DEBUGREGS.set(out, "db[" + i + "]", debug.address(i));
    }
    DEBUGREGS.set(out, "dr6", debug.dr6());
    DEBUGREGS.set(out, "dr7", debug.dr7());
    return Result.ZERO;
  }

  private static Result set(Vcpu vcpu, MemorySegment in) {
    long dr6 = DEBUGREGS.get(in, "dr6");
    long dr7 = DEBUGREGS.get(in, "dr7");
    if (DEBUGREGS.get(in, "flags") != 0 || dr6 >>> 32 != 0 || dr7 >>> 32 != 0) {
      return IoctlCall.INVALID;
    }
    DebugRegisters debug = vcpu.cpu().debug;
    for (int i = 0; i < ADDRESSES; i++) {
      debug.address(i, DEBUGREGS.get(in, "db[" + i + "]"));
    }
    debug.dr6(dr6);
    debug.dr7(dr7);
    return Result.ZERO;
  }

  private static Result setGuestDebug(Vcpu vcpu, MemorySegment in) {
    int asked = (int) GUEST_DEBUG.get(in, "control");
    if ((asked & (KVM_GUESTDBG_INJECT_DB | KVM_GUESTDBG_INJECT_BP)) != 0) {
      if (vcpu.events().exceptionPending()) {
        return Result.error(Errno.EBUSY);
      }
      boolean db = (asked & KVM_GUESTDBG_INJECT_DB) != 0;
      vcpu.events().queue(QueuedException.plain(db ? Vector.DB : Vector.BP));
    }
    int control = (asked & KVM_GUESTDBG_ENABLE) != 0 ? asked : 0;
    vcpu.settings().guestDebug(control);
    GuestDebug debug = vcpu.cpu().guestDebug;
    debug.singleStep((control & KVM_GUESTDBG_SINGLESTEP) != 0);
    debug.software((control & KVM_GUESTDBG_USE_SW_BP) != 0);
    debug.hardware((control & KVM_GUESTDBG_USE_HW_BP) != 0);
    if (debug.hardware()) {
      for (int i = 0; i < ADDRESSES; i++) {
        debug.registers().address(i, register(in, i));
      }
      debug.registers().dr7(register(in, DR7));
    }
    return Result.ZERO;
  }

  private static long register(MemorySegment in, int number) {
    return GUEST_DEBUG.get(in, "arch.debugreg[" + number + "]");
  }
}
