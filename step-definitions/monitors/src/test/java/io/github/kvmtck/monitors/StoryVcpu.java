package io.github.kvmtck.monitors;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.Optional;

/** A vCPU of a {@link Story}, and its task. */
public final class StoryVcpu {
  private final Story story;
  private final Descriptor on;
  private final Caller task;

  StoryVcpu(Story story, Descriptor on, int task) {
    this.story = story;
    this.on = on;
    this.task = new Caller(1, task, on.label());
  }

  /** Enters KVM_RUN; what comes of it is told next. */
  public Running run() {
    return new Running(KvmRun.zero());
  }

  /** Enters KVM_RUN, with this in kvm_run. */
  public Running run(KvmRun before) {
    return new Running(before);
  }

  /** Enters KVM_RUN with immediate_exit. */
  public Running complete() {
    return new Running(KvmRun.zero().immediate());
  }

  /** Runs and exits for a port read, or what else {@code exit} says. */
  public StoryVcpu exits(KvmRun exit) {
    run().exits(exit);
    return this;
  }

  /** Runs until a signal ends it. */
  public StoryVcpu interrupted() {
    return run().fails(Errno.EINTR);
  }

  /** KVM_RUN returns, and nobody sees kvm_run. */
  public StoryVcpu runsUnseen(Errno errno) {
    return calls(VcpuRun.KVM_RUN, Optional.empty(), Optional.empty(), Story.failing(errno));
  }

  /** Completes the pending operation, with immediate_exit until EINTR. */
  public StoryVcpu completes() {
    return complete().fails(Errno.EINTR);
  }

  /** Reads the whole state. */
  public StoryVcpu saves() {
    return gets(Registers.KVM_GET_REGS)
        .gets(Registers.KVM_GET_SREGS)
        .gets(ExtendedState.KVM_GET_XSAVE)
        .gets(VcpuEvents.KVM_GET_VCPU_EVENTS)
        .gets(Interrupts.KVM_GET_LAPIC);
  }

  /** Writes the whole state. */
  public StoryVcpu loads() {
    return sets(Registers.KVM_SET_SREGS)
        .sets(Registers.KVM_SET_REGS)
        .sets(ExtendedState.KVM_SET_XSAVE)
        .sets(Interrupts.KVM_SET_LAPIC)
        .sets(VcpuEvents.KVM_SET_VCPU_EVENTS);
  }

  public StoryVcpu gets(Request request) {
    return calls(request, Optional.empty(), Optional.empty(), Result.ZERO);
  }

  public StoryVcpu gets(Request request, StructValue answer) {
    return calls(request, Optional.of(answer), Optional.of(answer), Result.ZERO);
  }

  public StoryVcpu sets(Request request) {
    return calls(request, Optional.empty(), Optional.empty(), Result.ZERO);
  }

  public StoryVcpu sets(Request request, StructValue argument) {
    return calls(request, Optional.of(argument), Optional.empty(), Result.ZERO);
  }

  public StoryVcpu calls(
      Request request,
      Optional<StructValue> argument,
      Optional<StructValue> answer,
      Result result) {
    story.ioctl(task, on, request, argument, answer, result);
    return this;
  }

  /** Another system call of its task. */
  public StoryVcpu calls(Syscall call) {
    story.call(task, Descriptor.NONE, call, Result.ZERO);
    return this;
  }

  /** A call of its task on the VM. */
  public StoryVm vm() {
    Descriptor vm = on.vm().equals("vm") ? story.vm().descriptor() : story.secondVm().descriptor();
    return new StoryVm(story, vm, task);
  }

  public StoryVcpu mpState(int number) {
    return sets(
        VcpuEvents.KVM_SET_MP_STATE, StructValue.of(VcpuEvents.MP_STATE).with("mp_state", number));
  }

  /** Somebody sends its task SIGUSR1. */
  public StoryVcpu signalled() {
    story.noted(at -> new Note.SignalSent(at, Optional.empty(), task.task(), 10));
    return this;
  }

  /** Its task takes SIGUSR1. */
  public StoryVcpu takesSignal() {
    story.noted(at -> new Note.SignalTaken(at, task, 10));
    return this;
  }

  /** Its descriptor gets another number too. */
  public StoryVcpu copies(int fd) {
    story.call(task, on, new Syscall.Dup(on.fd()), Result.of(fd));
    return this;
  }

  /** The same vCPU, called by this number. */
  public StoryVcpu as(int fd) {
    Descriptor copy = new Descriptor(fd, on.kind(), on.label(), on.vm());
    return new StoryVcpu(story, copy, task.task());
  }

  /** Its task ends. */
  public StoryVcpu taskEnds() {
    story.noted(at -> new Note.TaskEnded(at, task));
    return this;
  }

  /** Its only descriptor is closed. */
  public StoryVcpu closes() {
    story.call(task, on, new Syscall.Close(on.fd()), Result.ZERO);
    return this;
  }

  /** KVM_RUN under way. */
  public final class Running {
    private final TraceEvent entered;

    private Running(KvmRun before) {
      this.entered =
          story.enters(
              task,
              on,
              new Syscall.Ioctl(on.fd(), VcpuRun.KVM_RUN.number(), 0),
              Optional.of(VcpuRun.KVM_RUN),
              Optional.empty(),
              Optional.of(before.snapshot()));
    }

    /** It returns 0. */
    public StoryVcpu exits(KvmRun exit) {
      return returns(Result.ZERO, exit, false);
    }

    /** It fails, with kvm_run as it was or as KVM leaves it. */
    public StoryVcpu fails(Errno errno) {
      return fails(errno, KvmRun.zero());
    }

    public StoryVcpu fails(Errno errno, KvmRun after) {
      return returns(Story.failing(errno), after, false);
    }

    /** It fails because of what carries the calls. */
    public StoryVcpu failsByTransport() {
      return failsByTransport(KvmRun.zero());
    }

    public StoryVcpu failsByTransport(KvmRun after) {
      return returns(Story.failing(Errno.EINTR), after, true);
    }

    private StoryVcpu returns(Result result, KvmRun after, boolean byTransport) {
      story.returns(entered, result, Optional.empty(), Optional.of(after.snapshot()), byTransport);
      return StoryVcpu.this;
    }
  }
}
