package io.github.kvmtck.reference;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * A vCPU in real mode, as the rule recipes lay it out: slot 0 is RAM at 0 to 0xffff, code at
 * 0x1000, CS.base 0, DS.base 0x20000 where nothing is mapped, CR4.OSFXSR set.
 */
final class Guest implements AutoCloseable {
  static final long RAM = 0x10000;
  static final long CODE = 0x1000;
  static final int SIGUSR1 = 10;

  /** Counts in RAM for ever: 0: inc byte [cs:0x3000]; jmp 0. */
  static final String SPIN = "2e fe 06 00 30 eb f9";

  private static final long COUNTER = 0x3000;
  private static final long CR4_OSFXSR = 1 << 9;

  final Kernel kernel;
  final Kernel.Process process;
  final Client client;
  final Kvm kvm;
  final Vm vm;
  final HostMemory ram;
  final Vcpu vcpu;
  final List<Vcpu> vcpus = new ArrayList<>();
  final MappedRun run;

  private Guest(String profile, Consumer<Vm> prepare, String code) {
    kernel = new ReferenceProvider().open(new KernelOptions(profile, List.of()));
    process = kernel.process();
    client = new Client(process, process.task("vcpu0"));
    kvm = client.openKvm().value();
    vm = kvm.createVm().value();
    prepare.accept(vm);
    ram = HostMemory.map(client, RAM).value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    ram.write(CODE, HexFormat.of().parseHex(code.replace(" ", "")));
    vcpu = vm.createVcpu(0).value();
    vcpus.add(vcpu);
    run = vcpu.kvmRun();
    vcpu.setSregs(
            vcpu.getSregs()
                .value()
                .withSegment("cs", Segment.realMode(0))
                .withSegment("es", Segment.realMode(0))
                .withSegment("ss", Segment.realMode(0))
                .withSegment("ds", Segment.realMode(0x2000))
                .with("cr4", CR4_OSFXSR))
        .orThrow();
    vcpu.setRegs(Regs.zero().withRip(CODE).with("rsp", 0x8000)).orThrow();
  }

  /** Mainline, running machine code in hexadecimal. */
  static Guest running(String code) {
    return with(vm -> {}, code);
  }

  static Guest running(String profile, String code) {
    return new Guest(profile, vm -> {}, code);
  }

  /** With KVM_CREATE_IRQCHIP. */
  static Guest withIrqchip(String code) {
    return with(vm -> vm.createIrqchip().orThrow(), code);
  }

  /** With local APICs alone: the client has the I/O APIC, of 24 pins. */
  static Guest withSplitIrqchip(String code) {
    return with(vm -> vm.enableCap(Capability.KVM_CAP_SPLIT_IRQCHIP, 24).orThrow(), code);
  }

  /** Mainline, with something done to the VM before it has a vCPU. */
  static Guest with(Consumer<Vm> prepare, String code) {
    return new Guest("mainline", prepare, code);
  }

  /** One more vCPU, as KVM makes it; the same task calls it. */
  Vcpu addVcpu() {
    Vcpu added = vm.createVcpu(vcpus.size()).value();
    vcpus.add(added);
    return added;
  }

  Guest with(String register, long value) {
    vcpu.setRegs(vcpu.getRegs().value().with(register, value)).orThrow();
    return this;
  }

  long reg(String register) {
    return vcpu.getRegs().value().get(register);
  }

  /**
   * Waits until {@link #SPIN} counts. A task that is in its system call may still be before the
   * test of immediate_exit; one whose guest runs is not.
   */
  void awaitSpinning() {
    while (ram.read(COUNTER, 1)[0] == 0) {
      Thread.onSpinWait();
    }
  }

  /** KVM_RUN with immediate_exit set for this call. */
  Result imm() {
    return vcpu.runImmediateExit();
  }

  /** Blocks SIGUSR1 in the task, lets it through in KVM_RUN, and raises it. */
  void pendSignal() {
    client.call(new Syscall.Sigmask(Syscall.Sigmask.How.BLOCK, 1L << SIGUSR1 - 1)).orThrow();
    vcpu.setSignalMask(0).orThrow();
    client.task().signal(SIGUSR1);
  }

  boolean signalPending() {
    return (client.call(new Syscall.Sigpending()).value() & 1L << SIGUSR1 - 1) != 0;
  }

  long cap(Capability capability) {
    return vm.checkExtension(capability).value();
  }

  static Result eintr() {
    return Result.error(Errno.EINTR);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
