package io.github.kvmtck.reference.fuzz;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of bytes a VM, guests one after the other, and what its owner does between and during their
 * runs. Whatever the bytes, every call returns, nothing is thrown, and no byte changes that no slot
 * lets the guest write.
 */
final class Fuzzer implements AutoCloseable {
  private static final int EXITS = 6;
  private static final int STREAMS = 8;
  private static final int SECONDS = 60;

  private final Kernel kernel;
  private final Client client;
  private final Kicker kicker;
  private final Map<String, Long> ends = new TreeMap<>();
  private long streams;

  Fuzzer() {
    kernel = new ReferenceProvider().open(new KernelOptions("mainline", List.of()));
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("vcpu0"));
    kicker = new Kicker(client.task(), process.task("other"));
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
    try {
      boolean right =
          client.task().begin(() -> one(new Input(bytes))).get(SECONDS, TimeUnit.SECONDS);
      if (!right) {
        throw new AssertionError("memory outside the slots: " + hex(bytes));
      }
    } catch (ExecutionException e) {
      throw new AssertionError(hex(bytes), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("does not end: " + hex(bytes), e);
    }
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
        for (int i = 0; i < STREAMS && (i == 0 || input.more()); i++) {
          stream(vcpu, layout, input);
        }
        return layout.untouched();
      }
    }
  }

  private void stream(Vcpu vcpu, Layout layout, Input input) {
    streams++;
    State.Mode mode = State.Mode.ALL.get(input.below(State.Mode.ALL.size()));
    layout.repair();
    State.fill(layout, mode, input);
    Result set = vcpu.setSregs(State.sregs(vcpu.getSregs().value(), mode, input)).result();
    count(mode + (set.errno().number() == 0 ? "" : " refused"));
    vcpu.setRegs(State.regs(input)).orThrow();
    for (int i = 0; i < EXITS; i++) {
      owner(vcpu, layout, input);
      kicker.begin(meanwhile(layout, input));
      Result result = vcpu.run();
      kicker.end();
      String reason =
          result.errno().number() == 0
              ? ExitReason.name(vcpu.kvmRun().exitReason())
              : result.errno().toString();
      count(reason);
      if (!answered(vcpu, reason, input)) {
        return;
      }
    }
  }

  private void count(String what) {
    ends.merge(what, 1L, Long::sum);
  }

  /** What the owner does between two runs. */
  private void owner(Vcpu vcpu, Layout layout, Input input) {
    switch (input.u8()) {
      case 1 -> layout.set(1, 0x20000, input.below(2));
      case 2 -> layout.set(1, input.number(3) & 0xff000, input.below(2));
      case 3 -> layout.set(2, 0x40000, 2);
      case 4 -> layout.set(2, input.number(3) & 0xff000, input.below(4));
      case 5 -> layout.delete(1, client.task());
      case 6 -> layout.delete(2, client.task());
      case 7 -> layout.delete(0, client.task());
      case 8 -> layout.set(0, 0, 0);
      case 9 -> layout.unmap(1, client.task());
      case 10 -> layout.map(1, client.task());
      case 11 -> {
        var unused = vcpu.nmi();
      }
      case 12 -> {
        var unused = vcpu.interrupt(input.u8());
      }
      case 13 -> {
        var unused =
            vcpu.setGuestDebug(
                (int) input.number(3),
                input.number(2),
                input.number(2),
                0,
                0,
                0,
                0,
                input.number(4) & 0xffff_ffffL);
      }
      case 14 -> vcpu.kvmRun().set("request_interrupt_window", input.below(2));
      default -> {}
    }
  }

  /** What another task does while the vCPU runs, if that lasts. */
  private static @Nullable Consumer<Kernel.Task> meanwhile(Layout layout, Input input) {
    return switch (input.u8()) {
      case 1 -> by -> layout.delete(1, by);
      case 2 -> by -> layout.delete(0, by);
      case 3 -> by -> layout.unmap(1, by);
      case 4 -> by -> layout.unmap(0, by);
      case 5 -> by -> layout.map(0, by);
      default -> null;
    };
  }

  /** Answers an exit; false where nothing would follow. */
  private static boolean answered(Vcpu vcpu, String reason, Input input) {
    switch (reason) {
      case "KVM_EXIT_MMIO" -> vcpu.kvmRun().mmioData(input.take(8));
      case "KVM_EXIT_IO", "KVM_EXIT_DEBUG", "KVM_EXIT_IRQ_WINDOW_OPEN" -> {}
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
