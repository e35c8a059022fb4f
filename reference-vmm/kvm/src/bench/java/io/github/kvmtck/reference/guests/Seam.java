package io.github.kvmtck.reference.guests;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.reference.ReferenceKernel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What calls cost by themselves, through the seam, on the task's own thread. */
final class Seam {
  private static final long RAM = 8L << 20;
  private static final long CODE = 0x1000;
  private static final long ARGUMENT = 0x8000;
  private static final int VMS = 100;

  /** A call, or some that belong together. */
  private interface Work {
    void run();
  }

  private final Client client;
  private final Kvm kvm;
  private final HostMemory ram;

  private Seam(Client client) {
    this.client = client;
    kvm = client.openKvm().value();
    ram = HostMemory.map(client, RAM).value();
  }

  /** Prints every figure and adds it to the others. */
  static void measure(Figures figures) {
    try (Kernel kernel = ReferenceKernel.with(List.of())) {
      Kernel.Process process = kernel.process();
      Client client = new Client(process, process.task("seam"));
      client
          .task()
          .run(() -> {
            new Seam(client).all(figures);
            return true;
          });
    }
  }

  private void all(Figures figures) {
    Vcpu out = vcpu((byte) 0xe6, (byte) 0x10, (byte) 0xeb, (byte) 0xfc);
    Syscall run = new Syscall.Ioctl(out.fd(), VcpuRun.KVM_RUN.number(), 0);
    time(figures, "KVM_RUN that ends in a port write", 20_000, () -> client.task().call(run));
    long argument = ram.address() + ARGUMENT;
    Syscall get = new Syscall.Ioctl(out.fd(), Registers.KVM_GET_REGS.number(), argument);
    Syscall set = new Syscall.Ioctl(out.fd(), Registers.KVM_SET_REGS.number(), argument);
    time(
        figures,
        "KVM_GET_REGS and KVM_SET_REGS",
        20_000,
        () -> {
          client.task().call(get);
          client.task().call(set);
        });
    time(
        figures,
        "a VM from its creation over HLT to its end",
        500,
        () -> {
          Vcpu halts = vcpu((byte) 0xf4);
          halts.run();
          end(halts);
        });
    memory(figures);
  }

  private final List<Vm> vms = new ArrayList<>();

  /** In a VM of its own with a slot of 8 MiB. */
  private Vcpu vcpu(byte... code) {
    Vm vm = kvm.createVm().value();
    vms.add(vm);
    ram.write(CODE, code);
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    Vcpu vcpu = vm.createVcpu(0).value();
    vcpu.setSregs(vcpu.getSregs().value().withSegment("cs", Segment.realMode(0))).orThrow();
    vcpu.setRegs(Regs.zero().withRip(CODE)).orThrow();
    return vcpu;
  }

  private void end(Vcpu vcpu) {
    vcpu.close();
    vms.removeLast().close();
  }

  /** The fastest of many batches, in processor time. */
  private static void time(Figures figures, String what, int batch, Work work) {
    var threads = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int turn = 0; turn < 60; turn++) {
      long begun = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < batch; i++) {
        work.run();
      }
      best = Math.min(best, (double) (threads.getCurrentThreadCpuTime() - begun) / batch);
    }
    System.out.printf("%-46s %11.0f ns, %,12.0f a second%n", what, best, 1e9 / best);
    figures.put(what, best);
  }

  /** Of the Java heap: a VM whose guest has run, without the guest's memory. */
  private void memory(Figures figures) {
    List<Vcpu> vcpus = new ArrayList<>();
    long before = used();
    for (int i = 0; i < VMS; i++) {
      Vcpu halts = vcpu((byte) 0xf4);
      halts.run();
      vcpus.add(halts);
    }
    double each = (double) (used() - before) / VMS;
    System.out.printf("%-46s %11.0f KiB%n", "memory of a VM outside the guest's own", each / 1024);
    figures.put("bytes of a VM", each);
    while (!vcpus.isEmpty()) {
      end(vcpus.removeLast());
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
