package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.steps.words.Answer;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Entry;
import io.github.kvmtck.steps.words.Entry.Condition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The calls of KVM_RUN of a scenario: how they begin and how the last one ended. */
public final class KvmRun {
  private static final String NAME = "KVM_RUN";

  /** No instruction has more exits than this. */
  private static final int MOST_PIECES = 16;

  /** What KVM reads and does not write; a condition on them holds for one call. */
  private static final Set<String> FOR_ONE_CALL =
      Set.of("request_interrupt_window", "kvm_valid_regs", "kvm_dirty_regs");

  private final World world;
  private final Lesson lesson;
  private @Nullable Future<Result> inFlight;
  private String called = NAME;
  private @Nullable Vcpu second;

  public KvmRun(World world, Lesson lesson) {
    this.world = world;
    this.lesson = lesson;
  }

  /** Calls KVM_RUN and waits for its end. */
  public Result call(Entry entry) {
    return entry.toTheEnd() ? callToTheEnd(entry) : callOnce(entry);
  }

  private Result callOnce(Entry entry) {
    begin(entry);
    Result result = result();
    for (Condition condition : entry.conditions()) {
      switch (condition) {
        case Condition.ImmediateExit _ -> vcpu(entry).kvmRun().immediateExit(0);
        case Condition.Field(String path, long _) when FOR_ONE_CALL.contains(path) ->
            vcpu(entry).kvmRun().set(path, 0);
        default -> {}
      }
    }
    return result;
  }

  /** Calls KVM_RUN on the vCPU's thread, without conditions. */
  public Result call() {
    return call(Entry.parse("KVM_RUN is called"));
  }

  /** Begins KVM_RUN; {@link #result} waits for its end. */
  public void begin(Entry entry) {
    Vcpu vcpu = vcpu(entry);
    long argument = 0;
    for (Condition condition : entry.conditions()) {
      switch (condition) {
        case Condition.ImmediateExit _ -> vcpu.kvmRun().immediateExit(1);
        case Condition.Pending(int signal) -> pending(vcpu, signal);
        case Condition.Sent(int signal) -> vcpu.client().task().signal(signal);
        case Condition.Argument(long value) -> argument = value;
        case Condition.Field(String path, long value) -> vcpu.kvmRun().set(path, value);
      }
    }
    Syscall ioctl = new Syscall.Ioctl(vcpu.fd(), VcpuRun.KVM_RUN.number(), argument);
    called = NAME;
    inFlight = vcpu.client().task().begin(ioctl);
  }

  public void begin() {
    begin(Entry.parse("KVM_RUN is called"));
  }

  /** Begins another call on the vCPU's thread that waits as KVM_RUN does. */
  public void begin(Syscall call) {
    called = "the wait";
    inFlight = world.vcpuTask().begin(call);
  }

  /** How the last call ended; waits where it has not. */
  public Result result() {
    return Patience.result(Objects.requireNonNull(inFlight, "no KVM_RUN was called"), called)
        .orElseThrow(() -> overdue(called));
  }

  /** Waits for the end of the last call; false where it goes on. */
  public boolean ends() {
    return Patience.result(Objects.requireNonNull(inFlight, "no KVM_RUN was called"), called)
        .isPresent();
  }

  /** What to throw where a call does not return that must. */
  AssertionError overdue(String name) {
    return new AssertionError(
        lesson.of(
            name + " returns",
            name + " has not returned after " + Patience.BOUND.toSeconds() + " s",
            world.lastCalls(),
            Optional.empty()));
  }

  /** Whether KVM_RUN is still in flight. */
  public boolean goesOn() {
    return inFlight != null && !inFlight.isDone();
  }

  /** Waits until KVM_RUN is asleep; false where it ended or went on running. */
  public boolean sleeps() {
    return Patience.untilBlocked(world.vcpuTask(), Objects.requireNonNull(inFlight));
  }

  /** Calls KVM_RUN until it fails, which is EINTR where all is well. */
  private Result callToTheEnd(Entry entry) {
    for (int piece = 0; piece < MOST_PIECES; piece++) {
      Result result = callOnce(entry);
      if (result.failed()) {
        return result;
      }
    }
    throw new AssertionError("the operation was not complete after " + MOST_PIECES + " exits");
  }

  /** Puts an answer into kvm_run. */
  public void answer(Answer answer) {
    MappedRun run = world.machine().vcpu().kvmRun();
    switch (answer) {
      case Answer.Read(Data data) -> answer(run, data);
      case Answer.Refusal _ -> run.set("msr.error", 1);
      case Answer.Hypercall(long value) -> run.set("hypercall.ret", value);
      case Answer.HypervCall(long value) -> run.set("hyperv.u.hcall.result", value);
    }
  }

  private static void answer(MappedRun run, Data data) {
    switch (ExitReason.of(run.exitReason()).orElse(ExitReason.KVM_EXIT_UNKNOWN)) {
      case KVM_EXIT_IO -> run.ioData(data.extendedTo(run.io().size() * run.io().count()));
      case KVM_EXIT_MMIO -> run.mmioData(data.extendedTo(run.mmio().len()));
      case KVM_EXIT_X86_RDMSR -> run.set("msr.data", data.value());
      default ->
          throw new IllegalStateException("there is no read to answer at " + run.exitReasonName());
    }
  }

  /** Makes a second vCPU, with id 1. */
  public Vcpu createSecond() {
    second = world.machine().vm().createVcpu(1).value();
    return second;
  }

  public Vcpu second() {
    return Objects.requireNonNull(second, "no step has made a second vCPU");
  }

  private Vcpu vcpu(Entry entry) {
    return switch (entry.caller()) {
      case VCPU_THREAD -> world.machine().vcpu();
      case ANOTHER_TASK -> world.machine().vcpu().by(world.otherTask());
      case ON_SECOND_VCPU -> second();
    };
  }

  private static void pending(Vcpu vcpu, int signal) {
    Kernel.Task task = vcpu.client().task();
    SignalMasks.block(task, signal);
    vcpu.setSignalMask(Signals.set()).orThrow();
    task.signal(signal);
  }
}
