package io.github.kvmtck.cli.onkvm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** A VM with vCPUs on one of the two kernels. */
final class Machine implements AutoCloseable {
  /** An Intel processor with x2APIC mode and the TSC deadline timer, and 40 address bits. */
  static final List<CpuidEntry> CPUID =
      List.of(
          new CpuidEntry(0, 0, 0, 0xd, 0x756e6547, 0x6c65746e, 0x49656e69),
          new CpuidEntry(1, 0, 0, 0x506e3, 0, 1 << 21 | 1 << 24, 0x0781abfd),
          new CpuidEntry(0x80000000, 0, 0, 0x80000008, 0, 0, 0),
          new CpuidEntry(0x80000001, 0, 0, 0, 0, 1, 1 << 11 | 1 << 20 | 1 << 29),
          new CpuidEntry(0x80000008, 0, 0, 0x3028, 0, 0, 0));

  final Kernel kernel;
  final Client client;
  final Kvm kvm;
  final Vm vm;
  final List<Vcpu> vcpus = new ArrayList<>();

  private Machine(Kernel kernel, Kvm kvm, Consumer<Vm> prepare, int count) {
    this.kernel = kernel;
    this.kvm = kvm;
    this.client = kvm.client();
    vm = kvm.createVm().value();
    prepare.accept(vm);
    for (int id = 0; id < count; id++) {
      vcpus.add(vm.createVcpu(id).value());
    }
  }

  private static Machine on(String backend, Consumer<Vm> prepare, int count) {
    Kernel kernel = provider(backend).open(new KernelOptions("mainline", List.of()));
    Kernel.Process process = kernel.process();
    Client client = new Client(process, process.task("client"));
    return new Machine(kernel, client.openKvm().value(), prepare, count);
  }

  /** Another of the same process, in the place of this one. */
  private Machine next(Consumer<Vm> prepare, int count) {
    vcpus.forEach(Vcpu::close);
    vm.close();
    return new Machine(kernel, kvm, prepare, count);
  }

  private static KernelProvider provider(String name) {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Two that are made in the same way; the test is not run where there is no /dev/kvm. */
  static Pair pair(Consumer<Vm> prepare, int vcpus) {
    var unavailable = provider("kvm").unavailable();
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
    return new Pair(on("reference", prepare, vcpus), on("kvm", prepare, vcpus));
  }

  Vcpu vcpu() {
    return vcpus.getFirst();
  }

  @Override
  public void close() {
    kernel.close();
  }

  /** The model's and the real one. */
  record Pair(Machine model, Machine real) implements AutoCloseable {
    /** Two fresh ones in their place, which is quicker than to start anew. */
    Pair next(Consumer<Vm> prepare, int vcpus) {
      return new Pair(model.next(prepare, vcpus), real.next(prepare, vcpus));
    }

    List<Machine> both() {
      return List.of(model, real);
    }

    @Override
    public void close() {
      model.close();
      real.close();
    }
  }
}
