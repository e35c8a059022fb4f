package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.ReferenceProvider;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes of bytes a VM, guests one after the other, and what its owner does between and during their
 * runs. Whatever the bytes, every call returns, nothing is thrown, and no byte changes that no slot
 * lets the guest write.
 */
final class Fuzzer implements AutoCloseable {
  private static final int EXITS = 6;
  private static final int STREAMS = 64;
  private static final int SECONDS = 60;

  /** Patience where many instructions are executed in no time, all code being warm. */
  static final long SHORT = 30_000;

  /** Patience for a few inputs in a JVM that has just begun. */
  static final long LONG = 4_000_000;

  /** Of the byte that chooses a mode: descriptors and gates are whole, an SMI comes first. */
  private static final int WHOLE = 0x40;

  private static final int SMI = 0x80;

  private final Kernel kernel;
  private final Client client;
  private final Kicker kicker;
  private final Map<String, Long> ends = new TreeMap<>();
  private long streams;
  private volatile byte[] current = {};

  /** A fuzzer that ends what lasts longer than so many nanoseconds. */
  Fuzzer(long patience) {
    kernel = new ReferenceProvider().open(new KernelOptions("mainline", List.of()));
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("vcpu0"));
    kicker = new Kicker(client.task(), process.task("other"), patience);
  }

  /** How many guests have run. */
  long streams() {
    return streams;
  }

  /** How often each mode was run, each exit met, and each error. */
  Map<String, Long> ends() {
    return ends;
  }

  /** Runs what the bytes say. */
  void run(byte[] bytes) throws InterruptedException {
    run(List.of(bytes).iterator());
  }

  /** Runs one input after the other, with one hand-over between threads for all of them. */
  void run(Iterator<byte[]> inputs) throws InterruptedException {
    Future<?> all = client.task().begin(() -> runHere(inputs));
    while (true) {
      byte[] before = current;
      try {
        all.get(SECONDS, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        throw new AssertionError(hex(current), e.getCause());
      } catch (TimeoutException e) {
        if (current == before) {
          throw new AssertionError("does not end: " + hex(before), e);
        }
      }
    }
  }

  private boolean runHere(Iterator<byte[]> inputs) {
    while (inputs.hasNext()) {
      current = inputs.next();
      if (!one(new Input(current))) {
        throw new AssertionError("memory outside the slots has changed");
      }
    }
    return true;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private boolean one(Input input) {
    try (Kvm kvm = client.openKvm().value();
        Vm vm = kvm.createVm().value()) {
      if (input.chance(4)) {
        vm.createIrqchip().orThrow();
      }
      try (Layout layout = new Layout(client, vm);
          Vcpu vcpu = vm.createVcpu(0).value()) {
        Owner owner = new Owner(vm, vcpu, layout);
        boolean alive = true;
        for (int i = 0; alive && i < STREAMS && (i == 0 || input.more()); i++) {
          alive = stream(vcpu, layout, owner, input);
        }
        return layout.untouched();
      }
    }
  }

  /** Returns whether the VM lives: one whose SMRAM is gone does not (kvm_vm_dead). */
  private boolean stream(Vcpu vcpu, Layout layout, Owner owner, Input input) {
    streams++;
    int choice = input.u8();
    Mode mode = Mode.ALL.get((choice & WHOLE - 1) % Mode.ALL.size());
    boolean whole = (choice & WHOLE) != 0;
    layout.repair();
    Tables.fill(layout, mode, whole, input);
    Result set = vcpu.setSregs(State.sregs(vcpu.getSregs().value(), mode, whole, input)).result();
    count(mode + (set.errno() == Errno.NONE ? "" : " refused"));
    vcpu.setRegs(State.regs(mode, input)).orThrow();
    if ((choice & SMI) != 0) {
      owner.systemManagement(input);
      count("SMI");
    }
    for (int i = 0; i < EXITS; i++) {
      owner.act(input);
      kicker.begin(owner.meanwhile(input));
      Result result = vcpu.run();
      kicker.end();
      if (result.errno() == Errno.EIO) {
        count("EIO");
        return false;
      }
      String reason =
          result.errno() == Errno.NONE
              ? ExitReason.name(vcpu.kvmRun().exitReason())
              : result.errno().toString();
      count(reason);
      if (!answered(vcpu, reason, input)) {
        return true;
      }
    }
    return true;
  }

  private void count(String what) {
    ends.merge(what, 1L, Long::sum);
  }

  /** Answers an exit; false where nothing would follow. */
  private static boolean answered(Vcpu vcpu, String reason, Input input) {
    switch (reason) {
      case "KVM_EXIT_MMIO" -> vcpu.kvmRun().mmioData(input.take(8));
      case "KVM_EXIT_IO", "KVM_EXIT_DEBUG", "KVM_EXIT_IRQ_WINDOW_OPEN" -> {}
      case "KVM_EXIT_HLT" -> {
        return input.chance(2);
      }
      case "EINTR" -> {
        return input.chance(8);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    kicker.close();
    kernel.close();
  }
}
