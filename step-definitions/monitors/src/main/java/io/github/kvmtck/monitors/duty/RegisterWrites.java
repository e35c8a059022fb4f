package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Optional;

/**
 * Registers are not written while an operation is pending, because its completion is carried out on
 * what was written. At a reset, and where a state is restored, that is a violation: the new state
 * is not what runs. Elsewhere it is a warning, because some devices are made to do it (vmport).
 */
public final class RegisterWrites implements Observer {
  private static final Field RIP = Registers.REGS.field("rip");

  /** Where a processor begins after a reset (SDM volume 3, 11.1.4). */
  private static final long RESET_VECTOR = 0xfff0;

  private final Situation situation;
  private final Duty write;
  private final Duty rip;
  private final Duty reset;
  private final PerVcpu<Window> windows = new PerVcpu<>(Window::new);

  /** What was done to a vCPU since its last exit. */
  private static final class Window {
    private Optional<TraceEvent> read = Optional.empty();
    private Optional<TraceEvent> written = Optional.empty();
    private boolean loaded;
    private boolean restored;

    void clear() {
      read = Optional.empty();
      written = Optional.empty();
      loaded = false;
    }
  }

  public RegisterWrites(Docket docket, Situation situation) {
    this.situation = situation;
    this.write = docket.duty("COMP-14");
    this.rip = docket.duty("SAVE-06");
    this.reset = docket.duty("SAVE-14");
  }

  @Override
  public void called(TraceEvent call) {
    if (call.result().map(Result::failed).orElse(true)) {
      return;
    }
    if (call.is(Registers.KVM_GET_REGS)) {
      windows.of(situation.vcpu(call)).read = Optional.of(call);
    } else if (call.is(Registers.KVM_SET_REGS)) {
      windows.of(situation.vcpu(call)).written = Optional.of(call);
    }
  }

  @Override
  public void loaded(Vcpu vcpu, TraceEvent last) {
    Window window = windows.of(vcpu);
    window.loaded = true;
    window.restored = situation.brackets().in(Activity.RESTORE);
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Window window = windows.of(vcpu);
    Optional<TraceEvent> exit = vcpu.completion().pending();
    boolean isReset = window.loaded && (window.restored || to(window) == RESET_VECTOR);
    if (isReset && vcpu.wasEntered()) {
      reset.exercised();
    }
    if (exit.isPresent() && !vcpu.completion().isUnjudged()) {
      judge(window, exit.get(), run, isReset);
    }
    window.clear();
  }

  private void judge(Window window, TraceEvent exit, TraceEvent run, boolean isReset) {
    if (window.read.isPresent()) {
      rip.exercised();
      write.exercised();
    }
    if (window.written.isEmpty()) {
      return;
    }
    TraceEvent written = window.written.get();
    if (isReset) {
      reset.violated(
          "the new state was set with an operation pending, which this KVM_RUN carries out on it",
          exit,
          written,
          run);
    } else if (window.read.isPresent() && from(window) != to(window)) {
      rip.warn(
          "RIP was moved with an operation pending: some kernels drop the operation then, others"
              + " finish the instruction that they were in",
          exit,
          written,
          run);
    } else {
      write.warn("what the exit was to read may be lost to the write", exit, written, run);
    }
  }

  private static long from(Window window) {
    return window
        .read
        .flatMap(TraceEvent::end)
        .flatMap(Return::answer)
        .map(r -> r.get(RIP))
        .orElse(0L);
  }

  private static long to(Window window) {
    return window.written.flatMap(TraceEvent::argument).map(r -> r.get(RIP)).orElse(0L);
  }

  @Override
  public void closed(Vcpu vcpu) {
    windows.forget(vcpu);
  }
}
