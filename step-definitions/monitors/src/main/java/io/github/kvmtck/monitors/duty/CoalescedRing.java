package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.CoalescedWrites;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.CoalescedIo;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Range;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes that were coalesced reach their device before a later access to it is served, and before
 * the state is saved (api.rst 4.116).
 *
 * <p>Taking them out is no call. But {@code first} of the ring moves by it, so that between two
 * calls of KVM_RUN where it did not, nothing was taken out. Which device an exit is for is seen
 * where it lies in the zone of the oldest write. While another vCPU was in KVM_RUN the ring may
 * have gone round, and nothing is said.
 */
public final class CoalescedRing implements Observer {
  private static final Field PORT = Run.RUN.field("io.port");

  private final Situation situation;
  private final Duty duty;
  private final Map<Vm, Set<Zone>> zones = new HashMap<>();
  private final PerVcpu<Window> windows = new PerVcpu<>(Window::new);

  /** What a device has coalesced. */
  private record Zone(Range range, boolean port) {

    static Optional<Zone> of(TraceEvent call) {
      return call.argument()
          .map(zone ->
              new Zone(new Range(zone.get("addr"), zone.get("size")), zone.get("pio") != 0));
    }

    boolean has(CoalescedWrites ring) {
      return ring.port() == port && range.has(ring.address());
    }

    boolean has(Exit exit) {
      return port
          ? exit.is(ExitReason.KVM_EXIT_IO) && range.has(exit.get(PORT))
          : exit.isMmioIn(range);
    }
  }

  /** A vCPU between two calls of KVM_RUN. */
  private static final class Window {
    private @Nullable TraceEvent run;
    private @Nullable TraceEvent save;
  }

  public CoalescedRing(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("SAVE-11");
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    if (call.is(CoalescedIo.KVM_REGISTER_COALESCED_MMIO)) {
      Set<Zone> its = zones.computeIfAbsent(situation.vm(call), unknown -> new HashSet<>());
      Zone.of(call).ifPresent(its::add);
    } else if (call.is(CoalescedIo.KVM_UNREGISTER_COALESCED_MMIO)) {
      Zone.of(call)
          .ifPresent(zone -> zones.getOrDefault(situation.vm(call), Set.of()).remove(zone));
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    Window window = windows.of(vcpu);
    boolean full = ring(exit.run().after()).filter(ring -> !ring.isEmpty()).isPresent();
    window.run = full ? exit.run() : null;
    window.save = null;
  }

  @Override
  public void saved(Vcpu vcpu, TraceEvent last) {
    if (situation.brackets().in(Activity.SNAPSHOT)) {
      windows.of(vcpu).save = last;
    }
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Window window = windows.of(vcpu);
    if (window.run == null
        || ring(run.before()).isEmpty()
        || vcpu.vm().wasLiveSince(window.run.returned())) {
      return;
    }
    CoalescedWrites left = ring(window.run.after()).orElseThrow();
    boolean untouched = left.first() == ring(run.before()).get().first();
    if (window.save != null) {
      duty.exercised();
      if (untouched) {
        duty.violated(
            "the state was saved with writes in the ring that no device has seen: where it runs"
                + " they are lost",
            window.run,
            window.save,
            run);
      }
    }
    Exit exit = new Exit(window.run);
    if (zones.getOrDefault(vcpu.vm(), Set.of()).stream()
        .anyMatch(zone -> zone.has(left) && zone.has(exit))) {
      duty.exercised();
      if (untouched) {
        duty.violated(
            "the exit was served before what the guest wrote to the same device earlier",
            window.run,
            run);
      }
    }
  }

  private static Optional<CoalescedWrites> ring(Optional<RunSnapshot> run) {
    return run.flatMap(RunSnapshot::coalesced);
  }

  @Override
  public void closed(Vcpu vcpu) {
    windows.forget(vcpu);
  }

  @Override
  public void gone(Vm vm) {
    zones.remove(vm);
  }
}
