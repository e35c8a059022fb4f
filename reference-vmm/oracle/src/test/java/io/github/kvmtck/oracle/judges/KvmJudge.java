package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A KVM, the reference or a real one: it runs until it meets a HLT. */
final class KvmJudge implements AutoCloseable {
  private static final int SIGUSR1 = 10;
  private static final int EXIT_HLT = 5;
  private static final long PATIENCE_MS = 300;

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
  private final byte[] clean = new byte[Situation.MEMORY];

  KvmJudge(String name, Kernel kernel) {
    this.name = name;
    this.kernel = kernel;
    process = kernel.process();
    task = process.task("judge");
    client = new Client(process, task);
    memory = HostMemory.map(client, Situation.MEMORY).value();
    kvm = client.openKvm().value();
    vm = kvm.createVm().value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, memory)).orThrow();
    vcpu = vm.createVcpu(0).value();
    vcpu.setCpuid2(kvm.getSupportedCpuid().value()).orThrow();
    reset = vcpu.getSregs().value();
    Arrays.fill(clean, Situation.HLT);
    memory.write(0, clean);
  }

  String name() {
    return name;
  }

  Outcome judge(Situation situation) {
    byte[] before = clean.clone();
    for (Patch patch : situation.patches()) {
      System.arraycopy(patch.bytes(), 0, before, patch.address(), patch.bytes().length);
    }
    memory.write(0, before);
    load(situation);
    Result result = run();
    int exit = vcpu.kvmRun().exitReason();
    Outcome outcome;
    if (result.errno() != Errno.NONE) {
      outcome = Outcome.abstains(result.errno().name());
    } else if (exit != EXIT_HLT) {
      outcome = Outcome.abstains(vcpu.kvmRun().exitReasonName());
    } else {
      outcome = new Outcome("", values(), changed(before));
    }
    return outcome;
  }

  private void load(Situation situation) {
    Sregs sregs = reset;
    for (int i = 0; i < Situation.SEGMENTS.size(); i++) {
      Segment segment = Segment.realMode(situation.selectors()[i]);
      sregs = sregs.withSegment(Situation.SEGMENTS.get(i), segment);
    }
    vcpu.setSregs(sregs).orThrow();
    Regs regs = Regs.zero().withRip(situation.ip()).withRflags(situation.flags());
    for (int i = 0; i < 8; i++) {
      regs = regs.with(Situation.REGISTERS.get(i), situation.registers()[i]);
    }
    vcpu.setRegs(regs).orThrow();
    vcpu.setVcpuEvents(StructValue.of(VcpuEvents.VCPU_EVENTS)).orThrow();
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
      values.put(register, regs.get(register) & 0xffff_ffffL);
    }
    values.put("rip", regs.rip() - 1 & 0xffff);
    values.put("rflags", regs.rflags());
    for (String segment : Situation.SEGMENTS) {
      values.put(segment, (long) sregs.segment(segment).selector());
    }
    return values;
  }

  private Map<Integer, Integer> changed(byte[] before) {
    byte[] after = memory.read(0, Situation.MEMORY);
    Map<Integer, Integer> changed = new TreeMap<>();
    int from = 0;
    while (true) {
      int at = Arrays.mismatch(before, from, before.length, after, from, after.length);
      if (at < 0) {
        return changed;
      }
      changed.put(from + at, after[from + at] & 0xff);
      from += at + 1;
    }
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
