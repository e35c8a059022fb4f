package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a client stands, as far as its calls have told. What a call asks for is seen before it
 * counts, and what it did counts before it is seen.
 */
public final class Situation {
  private static final Field SLOT = DirtyLog.DIRTY_LOG.field("slot");
  private static final Field CAP = SystemApi.ENABLE_CAP.field("cap");

  private final Map<String, Vm> vms = new HashMap<>();
  private final Map<String, Vcpu> vcpus = new HashMap<>();
  private final Map<Long, List<SlotChange>> changes = new HashMap<>();
  private final OpenFiles files = new OpenFiles();
  private final Brackets brackets = new Brackets();
  private final Kicks kicks = new Kicks();

  /** What a driver has the client do. */
  public Brackets brackets() {
    return brackets;
  }

  public Collection<Vm> vms() {
    return vms.values();
  }

  /** Who keeps vCPUs out of KVM_RUN. */
  public Kicks kicks() {
    return kicks;
  }

  /** The vCPUs of all VMs. */
  public Stream<Vcpu> vcpus() {
    return vcpus.values().stream();
  }

  /** The VM that a call is about; it must be about one. */
  public Vm vm(TraceEvent call) {
    return vm(call.on());
  }

  private Vm vm(Descriptor on) {
    return vms.computeIfAbsent(on.vm(), Vm::new);
  }

  /** The vCPU that a call is on; it must be on one. */
  public Vcpu vcpu(TraceEvent call) {
    Vcpu known = vcpus.get(call.subject());
    if (known == null) {
      known = vm(call.on()).vcpu(call.subject());
      vcpus.put(known.label(), known);
    }
    return known;
  }

  /** A call starts: tells the observer, then lets it count. */
  public void entered(TraceEvent call, Observer to) {
    if (!call.on().vm().isEmpty()) {
      vm(call).holes().at(call.start().nanos());
    }
    if (isRun(call)) {
      Vcpu vcpu = vcpu(call);
      to.enters(vcpu, call);
      vcpu.vm().enters(call);
      vcpu.enters(call);
    } else if (SlotChanges.isOne(call)) {
      List<SlotChange> asked = SlotChanges.of(vm(call), call);
      changes.put(call.entered(), asked);
      asked.forEach(to::changes);
    } else {
      if (!call.on().vm().isEmpty() && call.call() instanceof Syscall.Ioctl) {
        vm(call).holes().calls(call);
      }
      if (call.kind() == FdKind.VM) {
        kicks.calls(vm(call), call);
      }
      to.calls(call);
    }
  }

  /** A call is back: lets it count, then tells the observer. */
  public void returned(TraceEvent call, Observer to) {
    if (isRun(call)) {
      Vcpu vcpu = vcpus.get(call.subject());
      if (vcpu != null) {
        Exit exit = new Exit(call);
        vcpu.vm().leaves(exit);
        vcpu.leaves(exit);
        kicks.left(vcpu.vm(), exit);
        to.leaves(vcpu, exit);
      }
    } else if (SlotChanges.isOne(call)) {
      changed(call, to);
    } else {
      called(call, to);
    }
  }

  private void changed(TraceEvent call, Observer to) {
    List<SlotChange> asked = Objects.requireNonNullElse(changes.remove(call.entered()), List.of());
    boolean done = succeeded(call);
    for (SlotChange change : asked) {
      SlotChange back = done ? change.vm().apply(change, call) : change.back(call, List.of());
      to.changed(back, done);
    }
  }

  private void called(TraceEvent call, Observer to) {
    if (call.kind() == FdKind.VCPU) {
      Vcpu vcpu = vcpu(call);
      Vcpu.Whole whole = vcpu.called(call);
      to.called(call);
      if (whole == Vcpu.Whole.SAVE) {
        to.saved(vcpu, call);
      } else if (whole == Vcpu.Whole.LOAD) {
        to.loaded(vcpu, call);
      }
      if (files.called(call)) {
        closed(vcpu, to);
      }
    } else {
      boolean onVm = call.kind() == FdKind.VM;
      if (onVm) {
        kicks.called(vm(call), call, succeeded(call));
      }
      if (onVm && succeeded(call)) {
        onVm(call);
      }
      to.called(call);
      if (onVm && files.called(call)) {
        closed(vm(call), to);
      }
    }
  }

  private void onVm(TraceEvent call) {
    if (call.is(DirtyLog.KVM_GET_DIRTY_LOG)) {
      call.argument().ifPresent(log -> vm(call).logs().read((int) log.get(SLOT), call));
    } else if (call.is(DirtyLog.KVM_RESET_DIRTY_RINGS)) {
      vm(call).logs().reset(call);
    } else if (call.is(SystemApi.KVM_ENABLE_CAP)) {
      enabled(call);
    }
  }

  private void enabled(TraceEvent call) {
    long cap = call.argument().map(argument -> argument.get(CAP)).orElse(0L);
    if (cap == Capability.KVM_CAP_DIRTY_LOG_RING.number()
        || cap == Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL.number()) {
      vm(call).logs().usesRing();
    }
  }

  /** Something else happens. */
  public void noted(Note note, Observer to) {
    switch (note) {
      case Note.Bracket bracket -> brackets.noted(bracket);
      case Note.ProcessStarted start -> files.forked(start.parent(), start.process());
      case Note.ProcessEnded end -> files.ended(end.process()).forEach(label -> closed(label, to));
      case Note.TaskEnded end ->
          vcpus()
              .filter(vcpu -> vcpu.run().filter(run -> run.by().equals(end.by())).isPresent())
              .forEach(Vcpu::abandons);
      default -> {}
    }
    to.noted(note);
  }

  private void closed(String label, Observer to) {
    Vcpu vcpu = vcpus.get(label);
    Vm vm = vms.get(label);
    if (vcpu != null) {
      closed(vcpu, to);
    } else if (vm != null) {
      closed(vm, to);
    }
  }

  private void closed(Vcpu vcpu, Observer to) {
    to.closed(vcpu);
    vcpus.remove(vcpu.label());
    vcpu.vm().forget(vcpu);
    goes(vcpu.vm(), to);
  }

  private void closed(Vm vm, Observer to) {
    vm.close();
    goes(vm, to);
  }

  private void goes(Vm vm, Observer to) {
    if (vm.isGone()) {
      to.gone(vm);
      kicks.forget(vm);
      vms.remove(vm.label());
    }
  }

  private static boolean isRun(TraceEvent call) {
    return call.is(VcpuRun.KVM_RUN);
  }

  private static boolean succeeded(TraceEvent call) {
    return !call.result().map(Result::failed).orElse(true);
  }
}
