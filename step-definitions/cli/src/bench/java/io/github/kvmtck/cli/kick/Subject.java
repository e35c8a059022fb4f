package io.github.kvmtck.cli.kick;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Future;

/** A vCPU that is asked to leave KVM_RUN in one way, again and again. */
final class Subject implements AutoCloseable {
  private static final long CODE = 0x1000;
  private static final long COUNTER = 0x2000;
  private static final long WORD = 0x3000;

  private final Kernel kernel;
  private final Way way;
  private final Guest guest;
  private final Client asker;
  private final HostMemory ram;
  private final Vm vm;
  private final Vcpu vcpu;
  private final int exitfd;

  private Subject(Kernel kernel, Way way, Guest guest) {
    this.kernel = kernel;
    this.way = way;
    this.guest = guest;
    Kernel.Process process = kernel.process();
    Client client = new Client(process, process.task("vcpu0"));
    asker = client.by(process.task("asker"));
    vm = client.openKvm().value().createVm().value();
    if (guest == Guest.HALTS) {
      vm.createIrqchip().orThrow();
    }
    ram = HostMemory.map(client, 0x10000).value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    ram.write(CODE, HexFormat.of().parseHex(guest.code()));
    ram.write(WORD, (byte) 1);
    vcpu = vm.createVcpu(0).value();
    vcpu.setSregs(vcpu.getSregs().value().withSegment("cs", Segment.realMode(0))).orThrow();
    vcpu.setRegs(Regs.zero().withRip(CODE)).orThrow();
    exitfd = way == Way.EXITFD ? vcpu.ioctl(Proposed.KVM_VCPU_MAKE_EXITFD).value().intValue() : -1;
  }

  /** Empty where the backend cannot be had. */
  static Optional<Subject> open(Way way, Guest guest) {
    KernelProvider provider =
        ServiceLoader.load(KernelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals(way.backend()))
            .findFirst()
            .orElseThrow();
    if (provider.unavailable().isPresent()) {
      System.out.println(way.backend() + ": " + provider.unavailable().get());
      return Optional.empty();
    }
    KernelOptions options = new KernelOptions(way.profile(), List.of());
    return Optional.of(new Subject(provider.open(options), way, guest));
  }

  Way way() {
    return way;
  }

  Guest guest() {
    return guest;
  }

  /** From the call that asks to the return of KVM_RUN on its own thread, in nanoseconds. */
  long round() {
    int before = counter();
    Future<Long> returned =
        vcpu.client()
            .task()
            .begin(() -> {
              vcpu.run();
              return System.nanoTime();
            });
    while (!inside(before)) {
      Thread.onSpinWait();
    }
    Future<Long> asked = asker.task().begin(this::ask);
    long end = Futures.join(returned);
    long nanos = end - Futures.join(asked);
    if (way == Way.KICK_V1) {
      vm.ioctl(Proposed.KVM_RESUME_ALL_KICKED_VCPUS).orThrow();
    }
    return nanos;
  }

  private boolean inside(int before) {
    return guest == Guest.SPINS
        ? counter() != before
        : vcpu.client().task().state() == Kernel.Task.State.BLOCKED;
  }

  private int counter() {
    return ram.client().memory().u32(ram.address() + COUNTER);
  }

  /** On the asker's own thread; when it began. */
  private long ask() {
    long began = System.nanoTime();
    switch (way) {
      case REAL_SIGNAL, SIGNAL -> vcpu.client().task().signal(Signals.SIGUSR1);
      case USER_EXIT ->
          vcpu.by(asker.task())
              .ioctl(Proposed.KVM_USER_EXIT, StructValue.of(Proposed.USER_EXIT))
              .result();
      case EXITFD ->
          asker.call(new Syscall.Write(exitfd, ram.address() + WORD, Long.BYTES)).orThrow();
      case KICK, KICK_V1 ->
          new Descriptor(asker, vm.fd()).ioctl(Proposed.KVM_KICK_ALL_RUNNING_VCPUS).orThrow();
    }
    return began;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
