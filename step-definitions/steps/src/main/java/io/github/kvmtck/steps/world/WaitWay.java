package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;

/** A way to wait for an event of a vCPU that is not to run, such as one of an inactive VTL. */
public enum WaitWay {
  /** The MP state of an inactive VTL. */
  INACTIVE_VTL("KVM_MP_STATE_HV_INACTIVE_VTL") {
    @Override
    void prepare(Vcpu vcpu, Hyperv hyperv) {
      hyperv.show();
      vcpu.setMpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL).orThrow();
    }

    @Override
    void resume(Vcpu vcpu) {
      vcpu.setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
    }
  },

  /** The MP state of a halt that userspace ends. It keeps to RFLAGS.IF, which is set therefore. */
  HALTED_USERSPACE("KVM_MP_STATE_HALTED_USERSPACE") {
    @Override
    void prepare(Vcpu vcpu, Hyperv hyperv) {
      Regs regs = vcpu.getRegs().value();
      vcpu.setRegs(regs.with("rflags", regs.get("rflags") | INTERRUPT_FLAG)).orThrow();
      vcpu.setMpState(ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE).orThrow();
    }

    @Override
    void resume(Vcpu vcpu) {
      vcpu.setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
    }
  },

  /** The ioctl, with the kind of wait that an inactive VTL needs. */
  IOCTL("KVM_VCPU_WAIT") {
    @Override
    Syscall call(Vcpu vcpu, HostMemory argument) {
      return waiting(vcpu, argument, ProposedWaits.KVM_VCPU_WAIT_HV_INACTIVE_VTL);
    }

    @Override
    boolean event(Result result, MappedRun run, HostMemory argument) {
      return result.equals(Result.ZERO);
    }
  },

  /** The ioctl as for any halt, and the flag in kvm_run that keeps RFLAGS.IF out of it. */
  FLAG("KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF") {
    @Override
    void prepare(Vcpu vcpu, Hyperv hyperv) {
      vcpu.kvmRun().set("padding1[0]", ProposedWaits.KVM_RUN_IGNORE_RFLAGS_IF);
    }

    @Override
    Syscall call(Vcpu vcpu, HostMemory argument) {
      return waiting(vcpu, argument, ProposedWaits.KVM_VCPU_WAIT_HALT);
    }

    @Override
    boolean event(Result result, MappedRun run, HostMemory argument) {
      return result.equals(Result.ZERO);
    }
  },

  /** poll(2), armed by the ioctl. */
  POLL("poll") {
    @Override
    void prepare(Vcpu vcpu, Hyperv hyperv) {
      StructValue mask =
          StructValue.of(ProposedWaits.VCPU_POLL).with("mask", ProposedWaits.KVM_VCPU_POLL_EVENT);
      vcpu.ioctl(ProposedWaits.KVM_VCPU_ARM_POLL, mask).orThrow();
    }

    @Override
    Syscall call(Vcpu vcpu, HostMemory argument) {
      StructValue asked =
          StructValue.of(Linux.POLLFD).with("fd", vcpu.fd()).with("events", Linux.POLLIN);
      argument.write(0, asked.bytes());
      return new Syscall.Poll(argument.address(), 1, -1);
    }

    @Override
    boolean event(Result result, MappedRun run, HostMemory argument) {
      byte[] left = argument.read(0, (int) Linux.POLLFD.size());
      return result.equals(Result.of(1))
          && StructValue.of(Linux.POLLFD, left).get("revents") == Linux.POLLIN;
    }
  };

  private static final long INTERRUPT_FLAG = 1 << 9;

  private final String words;

  WaitWay(String words) {
    this.words = words;
  }

  /** The way that a scenario names. */
  public static WaitWay of(String words) {
    for (WaitWay way : values()) {
      if (way.words.equals(words)) {
        return way;
      }
    }
    throw new IllegalArgumentException("nobody waits by " + words);
  }

  /** What comes before the wait. */
  void prepare(Vcpu vcpu, Hyperv hyperv) {}

  /** The call that waits. */
  Syscall call(Vcpu vcpu, HostMemory argument) {
    return new Syscall.Ioctl(vcpu.fd(), VcpuRun.KVM_RUN.number(), 0);
  }

  /** Whether the call has ended for an event. */
  boolean event(Result result, MappedRun run, HostMemory argument) {
    return result.equals(Result.ZERO)
        && run.exitReason() == ExitReason.KVM_EXIT_SYSTEM_EVENT.number()
        && run.get("system_event.type") == RunBits.KVM_SYSTEM_EVENT_WAKEUP
        && run.get("system_event.ndata") == 0;
  }

  /** What comes behind the wait, so that the next KVM_RUN runs the guest. */
  void resume(Vcpu vcpu) {}

  /** Whether the call has ended for a signal or immediate_exit. */
  static boolean interrupted(Result result) {
    return result.equals(Result.error(Errno.EINTR));
  }

  private static Syscall waiting(Vcpu vcpu, HostMemory argument, int type) {
    argument.write(0, StructValue.of(ProposedWaits.VCPU_WAIT).with("type", type).bytes());
    return new Syscall.Ioctl(vcpu.fd(), ProposedWaits.KVM_VCPU_WAIT.number(), argument.address());
  }

  @Override
  public String toString() {
    return words;
  }
}
