package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vCPU, as the calls show it. */
public final class Vcpu {
  private static final Field MP_STATE = VcpuEvents.MP_STATE.field("mp_state");

  private final String label;
  private final Vm vm;
  private final Completion completion = new Completion();
  private final StateBatch saves = StateBatch.saving();
  private final StateBatch loads = StateBatch.loading();
  private @Nullable TraceEvent run;
  private @Nullable Exit last;
  private boolean uninitialized;
  private boolean wasUninitialized;
  private int mpState;
  private boolean entered;
  private int task;

  Vcpu(String label, Vm vm) {
    this.label = label;
    this.vm = vm;
  }

  /** {@code vcpu0}. */
  public String label() {
    return label;
  }

  public Vm vm() {
    return vm;
  }

  /** KVM_RUN, while it is under way. */
  public Optional<TraceEvent> run() {
    return Optional.ofNullable(run);
  }

  /** How KVM_RUN last returned 0. */
  public Optional<Exit> lastExit() {
    return Optional.ofNullable(last);
  }

  /** Whether KVM_RUN was ever called. */
  public boolean wasEntered() {
    return entered;
  }

  /** The tid of the task that called KVM_RUN last; 0 before. */
  public int task() {
    return task;
  }

  /** What the last exit left to be finished. */
  public Completion completion() {
    return completion;
  }

  /** Whether the calls since the last KVM_RUN save the vCPU. */
  public boolean isSaved() {
    return saves.isComplete();
  }

  /** Whether the calls since the last KVM_RUN load the vCPU. */
  public boolean isLoaded() {
    return loads.isComplete();
  }

  /** The MP state that was last set or read; RUNNABLE before. */
  public int mpState() {
    return mpState;
  }

  void enters(TraceEvent event) {
    run = event;
    entered = true;
    task = event.by().task();
    wasUninitialized = uninitialized;
    saves.clear();
    loads.clear();
  }

  /** The task that called KVM_RUN is gone. */
  void abandons() {
    run = null;
    vm.abandon(this);
  }

  void leaves(Exit exit) {
    run = null;
    completion.left(exit, wasUninitialized);
    if (exit.succeeded()) {
      last = exit;
      uninitialized = false;
    }
  }

  /** Another vCPU ioctl is back. Tells what it makes whole, if anything. */
  Whole called(TraceEvent event) {
    if (event.result().map(Result::failed).orElse(true)) {
      return Whole.NOTHING;
    }
    if (event.is(VcpuEvents.KVM_SET_MP_STATE)) {
      event.argument().ifPresent(state -> mpState((int) state.get(MP_STATE)));
    } else if (event.is(VcpuEvents.KVM_GET_MP_STATE)) {
      event.end().flatMap(Return::answer).ifPresent(state -> mpState((int) state.get(MP_STATE)));
    }
    if (saves.add(event)) {
      return Whole.SAVE;
    }
    return loads.add(event) ? Whole.LOAD : Whole.NOTHING;
  }

  private void mpState(int number) {
    mpState = number;
    uninitialized = number == MpState.KVM_MP_STATE_UNINITIALIZED.number();
  }

  /** What a call was the last part of. */
  enum Whole {
    NOTHING,
    SAVE,
    LOAD
  }

  @Override
  public String toString() {
    return label;
  }
}
