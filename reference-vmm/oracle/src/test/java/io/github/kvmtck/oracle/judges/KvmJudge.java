package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A KVM, the reference or a real one: it runs until it meets a HLT. */
final class KvmJudge implements AutoCloseable {
  /** Of the real one. */
  static final String NAME = "KVM";

  private static final int SIGUSR1 = 10;
  private static final int EXIT_HLT = 5;
  private static final int EXIT_SHUTDOWN = 8;
  private static final long PATIENCE_MS = 300;

  /** More exits to userspace than one instruction has. */
  private static final int ACCESSES = 64;

  /** All that real mode reaches. */
  private static final int MEMORY = 0x11_0000;

  private static final List<String> SEGMENTS =
      List.of("es", "cs", "ss", "ds", "fs", "gs", "ldt", "tr");
  private static final List<String> CONTROLS =
      List.of("gdt.base", "gdt.limit", "idt.base", "idt.limit", "cr0", "cr2", "cr3", "cr4", "efer");

  private final String name;
  private final Kernel kernel;
  private final Kernel.Process process;
  private final Kernel.Task task;
  private final Client client;
  private final HostMemory memory;
  private final Kvm kvm;
  private final Vm vm;
  private final Vcpu vcpu;
  private final Sregs reset;

  KvmJudge(String name, Kernel kernel) {
    this.name = name;
    this.kernel = kernel;
    process = kernel.process();
    task = process.task("judge");
    client = new Client(process, task);
    memory = HostMemory.map(client, MEMORY).value();
    kvm = client.openKvm().value();
    vm = kvm.createVm().value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, memory)).orThrow();
    vcpu = vm.createVcpu(0).value();
    vcpu.setCpuid2(kvm.getSupportedCpuid().value()).orThrow();
    reset = vcpu.getSregs().value();
  }

  String name() {
    return name;
  }

  Outcome judge(Situation situation) {
    byte[] before = situation.memory();
    memory.write(0, before);
    String refused = load(situation);
    if (!refused.isEmpty()) {
      return Outcome.abstains(refused);
    }
    Result result = run();
    int exit = vcpu.kvmRun().exitReason();
    if (result.errno() != Errno.NONE) {
      return Outcome.abstains(result.errno().name());
    }
    return switch (exit) {
      case EXIT_HLT -> Outcome.of(values(), Outcome.changed(before, memory.read(0, before.length)));
      case EXIT_SHUTDOWN -> Outcome.SHUTDOWN;
      default -> {
        String why = vcpu.kvmRun().exitReasonName();
        finish();
        yield Outcome.abstains(why);
      }
    };
  }

  /** An access that was left to userspace is not to be finished in the next situation. */
  private void finish() {
    for (int i = 0; i < ACCESSES; i++) {
      if (vcpu.runImmediateExit().errno() == Errno.EINTR) {
        return;
      }
    }
  }

  /** Why it cannot; empty where it is done. */
  private String load(Situation situation) {
    Setting setting = situation.setting();
    // Page tables have changed behind its back: without paging it has no translations.
    vcpu.setSregs(reset).orThrow();
    vcpu.setSregs(setting.sregs(reset)).orThrow();
    if (vcpu.getSregs().value().get("cr0") != setting.get("cr0")) {
      return "KVM drops CR0.PG";
    }
    Regs regs = Regs.zero().withRip(situation.ip()).withRflags(situation.flags());
    for (int i = 0; i < 16; i++) {
      regs = regs.with(Situation.REGISTERS.get(i), situation.registers()[i]);
    }
    vcpu.setRegs(regs).orThrow();
    vcpu.setVcpuEvents(StructValue.of(VcpuEvents.VCPU_EVENTS)).orThrow();
    vcpu.setMsrs(Msrs.ALL).orThrow();
    StructValue debug =
        StructValue.of(VcpuEvents.DEBUGREGS).with("dr6", 0xffff_0ff0L).with("dr7", setting.dr7());
    vcpu.ioctl(VcpuEvents.KVM_SET_DEBUGREGS, debug).orThrow();
    return "";
  }

  /** KVM_RUN, kicked out of an endless loop. */
  private Result run() {
    Future<Result> running = task.begin(new Syscall.Ioctl(vcpu.fd(), VcpuRun.KVM_RUN.number(), 0));
    try {
      try {
        return running.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException loops) {
        task.signal(SIGUSR1);
        return running.get();
      }
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The HLT that ended the run is not the instruction's. */
  private Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    Regs regs = vcpu.getRegs().value();
    Sregs sregs = vcpu.getSregs().value();
    for (String register : Situation.REGISTERS) {
      values.put(register, regs.get(register));
    }
    long mask = sregs.segment("cs").l() == 1 ? -1L : 0xffff_ffffL;
    values.put("rip", regs.rip() - 1 & mask);
    values.put("rflags", regs.rflags());
    for (String name : SEGMENTS) {
      Segment segment = sregs.segment(name);
      values.put(name, (long) segment.selector());
      values.put(name + ".base", segment.base());
      values.put(name + ".limit", segment.limit() & 0xffff_ffffL);
      values.put(name + ".rights", segment.unusable() == 1 ? 0 : rights(segment));
    }
    for (String name : CONTROLS) {
      values.put(name, sregs.get(name));
    }
    StructValue debug = vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value();
    for (int i = 0; i < 4; i++) {
      values.put("dr" + i, debug.get("db[" + i + "]"));
    }
    values.put("dr6", debug.get("dr6"));
    values.put("dr7", debug.get("dr7"));
    for (Msr msr : vcpu.getMsrs(Msrs.ALL.stream().map(Msr::index).toList()).value()) {
      values.put("msr %x".formatted(msr.index()), msr.data());
    }
    return values;
  }

  /** As the second half of a descriptor has them, from bit 8 on. */
  private static long rights(Segment segment) {
    return segment.type()
        | segment.s() << 4
        | segment.dpl() << 5
        | segment.present() << 7
        | segment.avl() << 12
        | segment.l() << 13
        | segment.db() << 14
        | segment.g() << 15;
  }

  @Override
  public void close() {
    vcpu.close();
    vm.close();
    kvm.close();
    memory.close();
    client.close();
    process.close();
    kernel.close();
  }
}
