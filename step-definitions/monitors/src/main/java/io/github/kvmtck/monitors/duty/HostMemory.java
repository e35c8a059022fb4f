package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Range;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Slot;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.SlotChange.Kind;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Host memory of a slot goes after the slot. It is legal to take it away before (SLOT-18), and a
 * warning only where a later KVM_RUN meets what is no more.
 */
public final class HostMemory implements Observer {
  private static final int KEPT = 64;

  private final Situation situation;
  private final Duty duty;
  private final Deque<Gone> gone = new ArrayDeque<>();
  private final Deque<Range> deleted = new ArrayDeque<>();

  /** Memory that a slot has no more. */
  private record Gone(Vm vm, Slot slot, Range host, TraceEvent call) {

    boolean explains(Exit exit) {
      Range guest = new Range(host.start() - slot.hva() + slot.gpa(), host.size());
      return exit.errno() == Errno.EFAULT || exit.isMmioIn(guest);
    }
  }

  public HostMemory(Docket docket, Situation situation) {
    this.situation = situation;
    this.duty = docket.duty("TRACE-12");
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    switch (call.call()) {
      case Syscall.Munmap(long address, long length) -> goes(call, new Range(address, length));
      case Syscall.Mprotect(long address, long length, int prot) -> {
        Range range = new Range(address, length);
        if (prot == Linux.PROT_NONE) {
          goes(call, range);
        } else {
          comes(range);
        }
      }
      case Syscall.Mmap mmap ->
          comes(new Range(call.result().orElseThrow().value(), mmap.length()));
      default -> {}
    }
  }

  private void goes(TraceEvent call, Range range) {
    boolean ofSlot = false;
    for (Vm vm : situation.vms()) {
      for (Slot slot : vm.slots()) {
        if (slot.host().overlaps(range)) {
          ofSlot = true;
          keep(gone, new Gone(vm, slot, slot.host().common(range), call));
        }
      }
    }
    if (ofSlot || deleted.removeIf(range::overlaps)) {
      duty.exercised();
    }
  }

  private void comes(Range range) {
    gone.removeIf(memory -> range.overlaps(memory.host));
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    if (done && change.kind() == Kind.DELETE) {
      change.was().ifPresent(slot -> keep(deleted, slot.host()));
      int id = change.asked().id();
      gone.removeIf(memory -> memory.vm == change.vm() && memory.slot.id() == id);
    }
  }

  private static <T> void keep(Deque<T> kept, T next) {
    kept.addLast(next);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    for (Iterator<Gone> all = gone.iterator(); all.hasNext(); ) {
      Gone memory = all.next();
      if (memory.vm == vcpu.vm() && memory.explains(exit)) {
        all.remove();
        duty.warn(
            "memory of a slot was taken away before the slot, and the guest met what is no more",
            memory.call,
            exit.run());
      }
    }
  }

  @Override
  public void gone(Vm vm) {
    gone.removeIf(memory -> memory.vm == vm);
  }
}
