package io.github.kvmtck.reference.guests;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.reference.ReferenceProvider;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** The reference, as a VMM uses it: every port write is an exit of KVM_RUN. */
final class Reference implements Emulator {
  private static final long RAM = 0xa0000;
  private static final long LOW = 0x10_0000;
  private static final long HIGH = 0x1_0000_0000L;

  private final String profile;

  /** A reference of a host's flavour: what a port access takes differs. */
  Reference(String profile) {
    this.profile = profile;
  }

  @Override
  public String name() {
    return profile.equals("mainline") ? "reference" : "reference, " + profile;
  }

  @Override
  public Rounds run(Guest guest, Duration length) {
    try (Kernel kernel = new ReferenceProvider().open(new KernelOptions(profile, List.of()))) {
      Kernel.Process process = kernel.process();
      Client client = new Client(process, process.task("vcpu0"));
      return client.task().run(() -> run(client, guest, length));
    }
  }

  private static Rounds run(Client client, Guest guest, Duration length) {
    Kvm kvm = client.openKvm().value();
    Vm vm = kvm.createVm().value();
    HostMemory ram = HostMemory.map(client, RAM).value();
    HostMemory firmware = HostMemory.map(client, Image.SIZE).value();
    firmware.write(0, Image.of(guest));
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    vm.setUserMemoryRegion(MemoryRegion.of(1, LOW - Image.SIZE, firmware)).orThrow();
    vm.setUserMemoryRegion(MemoryRegion.of(2, HIGH - Image.SIZE, firmware)).orThrow();
    Vcpu vcpu = vm.createVcpu(0).value();
    vcpu.setCpuid2(kvm.getSupportedCpuid().value()).orThrow();
    Rounds rounds = new Rounds(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    long end = System.nanoTime() + length.toNanos();
    while (!rounds.timed() || System.nanoTime() < end) {
      Result result = vcpu.run();
      if (result.failed() || vcpu.kvmRun().exitReason() != ExitReason.KVM_EXIT_IO.number()) {
        throw new IllegalStateException(
            guest + ": " + result + ", " + vcpu.kvmRun().exitReasonName());
      }
      long run = vcpu.kvmRun().address();
      if (client.memory().u16(run + RunOffsets.IO_PORT) == Image.PORT) {
        rounds.told(vcpu.kvmRun().ioData()[0], false);
      }
    }
    return rounds;
  }
}
