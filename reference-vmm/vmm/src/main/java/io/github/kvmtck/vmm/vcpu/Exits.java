package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Mmio;
import io.github.kvmtck.api.client.PortIo;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.vmm.device.MsrDevice;
import java.util.Arrays;

/**
 * Serves what KVM_RUN came back for. Called only after it returned 0: after an error exit_reason
 * may be that of an earlier exit, and serving it again would repeat the access (SAVE-05).
 */
final class Exits {
  /** What the vCPU does next. */
  enum Next {
    /** Enters the guest again. */
    RUN,
    /** Waits until it is woken. */
    REST,
    /** Is never run again. */
    END
  }

  /** What a hypercall that this VMM does not have returns (linux/kvm_para.h, -KVM_ENOSYS). */
  private static final long ENOSYS = -1000;

  private final Vm vm;
  private final Vcpu vcpu;
  private final MappedRun run;
  private final Machine machine;
  private final FetchRule fetches;

  /**
   * @param vm called from the vCPU's task
   */
  Exits(Vm vm, Vcpu vcpu, Machine machine) {
    this.vm = vm;
    this.vcpu = vcpu;
    this.run = vcpu.kvmRun();
    this.machine = machine;
    this.fetches = new FetchRule(machine.map());
  }

  /** KVM_RUN is about to be called. */
  void enter() {
    fetches.enter();
  }

  Next serve() {
    machine.coalesced().drain(vm.client().memory());
    int reason = run.exitReason();
    return ExitReason.of(reason).map(this::serve).orElseGet(() -> unknown(reason));
  }

  /** A memory fault is the one error that comes with an exit (api.rst, KVM_EXIT_MEMORY_FAULT). */
  Next memoryFault() {
    return crash(
        run.exitReason() == ExitReason.KVM_EXIT_MEMORY_FAULT.number()
            ? "a memory fault at 0x%x".formatted(run.get("memory_fault.gpa"))
            : "a memory fault");
  }

  private Next serve(ExitReason reason) {
    return switch (reason) {
      case KVM_EXIT_IO -> port();
      case KVM_EXIT_MMIO -> mmio();
      case KVM_EXIT_X86_RDMSR -> readMsr();
      case KVM_EXIT_X86_WRMSR -> writeMsr();
      case KVM_EXIT_HYPERCALL -> hypercall();
      case KVM_EXIT_HLT -> halted();
      case KVM_EXIT_SYSTEM_EVENT -> systemEvent();
      case KVM_EXIT_DIRTY_RING_FULL -> ringFull();
      case KVM_EXIT_SHUTDOWN -> shutDown("a triple fault");
      case KVM_EXIT_INTERNAL_ERROR -> internalError();
      case KVM_EXIT_FAIL_ENTRY ->
          crash(
              "the processor refused to enter it: 0x%x"
                  .formatted(run.get("fail_entry.hardware_entry_failure_reason")));
      case KVM_EXIT_INTR, KVM_EXIT_IRQ_WINDOW_OPEN, KVM_EXIT_IOAPIC_EOI, KVM_EXIT_DEBUG -> Next.RUN;
      default -> unknown(run.exitReason());
    };
  }

  private Next port() {
    PortIo io = run.io();
    if (io.isIn()) {
      byte[] data = new byte[io.size() * io.count()];
      for (int at = 0; at < data.length; at += io.size()) {
        byte[] unit = machine.ports().read(io.port(), io.size());
        System.arraycopy(unit, 0, data, at, unit.length);
      }
      run.ioData(data);
    } else {
      byte[] data = run.ioData();
      for (int at = 0; at < data.length; at += io.size()) {
        machine.ports().write(io.port(), Arrays.copyOfRange(data, at, at + io.size()));
      }
    }
    return settled();
  }

  private Next mmio() {
    Mmio mmio = run.mmio();
    if (mmio.len() == Proposed.MMIO_LEN_FETCH) {
      return decided(fetches.proposedFetch(), "it jumped to 0x%x, where nothing is", mmio);
    }
    if (mmio.isWrite()) {
      machine.addresses().write(mmio.physAddr(), run.mmioData());
    } else {
      run.mmioData(machine.addresses().read(mmio.physAddr(), mmio.len()));
    }
    return settled();
  }

  private Next readMsr() {
    boolean known = run.get("msr.index") == MsrDevice.INDEX;
    run.set("msr.error", known ? 0 : 1);
    if (known) {
      run.set("msr.data", machine.msrs().read(0, Long.BYTES));
    }
    return settled();
  }

  private Next writeMsr() {
    boolean known = run.get("msr.index") == MsrDevice.INDEX;
    run.set("msr.error", known ? 0 : 1);
    if (known) {
      machine.msrs().write(0, Long.BYTES, run.get("msr.data"));
    }
    return settled();
  }

  /** KVM sets no result beforehand, so one is always written (COMP-25). */
  private Next hypercall() {
    run.set("hypercall.ret", ENOSYS);
    return Next.RUN;
  }

  /** Only without an interrupt controller in KVM: nothing that this VMM has ends the halt. */
  private Next halted() {
    machine.news().halted(vcpu.id());
    return Next.REST;
  }

  private Next systemEvent() {
    int type = (int) run.get("system_event.type");
    return switch (type) {
      case RunBits.KVM_SYSTEM_EVENT_WAKEUP -> wakeUp();
      case RunBits.KVM_SYSTEM_EVENT_SHUTDOWN -> shutDown("a shutdown request");
      case RunBits.KVM_SYSTEM_EVENT_RESET -> shutDown("a reset request");
      case RunBits.KVM_SYSTEM_EVENT_CRASH -> crash("it says that it has crashed");
      default -> crash("a system event of type " + type);
    };
  }

  /**
   * Where the event does not count, the state stays what it is and the vCPU parks: KVM_RUN would
   * come back at once, again and again (VTL-07, VTL-20).
   */
  private Next wakeUp() {
    if (!machine.wakes().honours(vcpu.id())) {
      return Next.REST;
    }
    vcpu.setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
    return Next.RUN;
  }

  private Next ringFull() {
    machine.rings().orElseThrow().harvest(vm);
    return Next.RUN;
  }

  private Next internalError() {
    return switch (fetches.internalError(vcpu)) {
      case CRASHED -> crash(FetchRule.describe(vcpu));
      case RETRY -> {
        FetchRule.forgetUndefinedOpcode(vcpu);
        yield Next.RUN;
      }
    };
  }

  private Next decided(FetchRule.Verdict verdict, String why, Mmio mmio) {
    return verdict == FetchRule.Verdict.RETRY ? Next.RUN : crash(why.formatted(mmio.physAddr()));
  }

  /** Nobody knows what it wants, so nothing is made up; it is completed as any other (SAVE-15). */
  private Next unknown(int reason) {
    return crash("an exit that this VMM does not know: " + Proposed.exitReason(reason));
  }

  private Next shutDown(String how) {
    machine.news().shutDown(vcpu.id(), how);
    return Next.END;
  }

  private Next crash(String why) {
    machine.news().crashed(vcpu.id(), why);
    return Next.END;
  }

  private Next settled() {
    machine.lines().settle(vm);
    return Next.RUN;
  }
}
