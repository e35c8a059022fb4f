package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Range;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dirty ring is harvested in order and to its first clean entry, and reset before what was
 * harvested is read.
 *
 * <p>Harvesting is no call. That it went wrong shows where a full ring stays full: a reset stops at
 * the first entry that was skipped. The order of reset and copy shows where pages are written to a
 * file or socket straight from guest memory: between two resets go the pages of the first one. If
 * they are those of the second one instead, three different numbers of them and never otherwise,
 * they were copied first.
 */
public final class RingHarvest implements Observer {
  private static final int LOOP = 3;
  private static final int PROOF = 3;

  private final Situation situation;
  private final Duty order;
  private final Duty resetFirst;
  private final PerVcpu<List<TraceEvent>> full = new PerVcpu<>(ArrayList::new);
  private final Map<Vm, Rounds> rounds = new HashMap<>();

  /** What was copied between resets. */
  private static final class Rounds {
    private @Nullable TraceEvent last;
    private long lastCount;
    private long pages;
    private boolean late;
    private final Set<Long> early = new HashSet<>();
  }

  public RingHarvest(Docket docket, Situation situation) {
    this.situation = situation;
    this.order = docket.duty("RING-02");
    this.resetFirst = docket.duty("RING-03");
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    if (!exit.succeeded()) {
      return;
    }
    List<TraceEvent> exits = full.of(vcpu);
    if (!exit.is(ExitReason.KVM_EXIT_DIRTY_RING_FULL)) {
      exits.clear();
      return;
    }
    order.exercised();
    exits.add(exit.run());
    if (exits.size() == LOOP) {
      order.violated(
          "the ring stays full: no reset got past an entry that was skipped, or none was made, and"
              + " the guest does not run",
          exits.toArray(TraceEvent[]::new));
      exits.clear();
    }
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    if (call.call() instanceof Syscall.Write(int _, long address, long _)) {
      long bytes = call.result().orElseThrow().value();
      situation.vms().stream()
          .filter(vm -> isGuestMemory(vm, address))
          .forEach(vm -> of(vm).pages += (bytes + Linux.PAGE_SIZE - 1) / Linux.PAGE_SIZE);
    } else if (call.is(DirtyLog.KVM_RESET_DIRTY_RINGS)) {
      Vm vm = situation.vm(call);
      reset(of(vm), call);
      if (call.result().orElseThrow().value() > 0) {
        vm.vcpus().forEach(vcpu -> full.of(vcpu).clear());
      }
    }
  }

  private static boolean isGuestMemory(Vm vm, long address) {
    Range byteThere = new Range(address, 1);
    return vm.slots().stream().anyMatch(slot -> slot.host().contains(byteThere));
  }

  private Rounds of(Vm vm) {
    return rounds.computeIfAbsent(vm, unknown -> new Rounds());
  }

  private void reset(Rounds round, TraceEvent call) {
    long count = call.result().orElseThrow().value();
    if (round.last != null && round.pages != 0) {
      resetFirst.exercised();
      if (round.pages == round.lastCount) {
        round.late = true;
      } else if (round.pages == count
          && !round.late
          && round.early.add(count)
          && round.early.size() == PROOF) {
        round.early.clear();
        resetFirst.violated(
            "pages were copied before the reset that protects them again: what is written in"
                + " between is not told again",
            round.last,
            call);
      }
    }
    round.last = call;
    round.lastCount = count;
    round.pages = 0;
  }

  @Override
  public void closed(Vcpu vcpu) {
    full.forget(vcpu);
  }

  @Override
  public void gone(Vm vm) {
    rounds.remove(vm);
  }
}
