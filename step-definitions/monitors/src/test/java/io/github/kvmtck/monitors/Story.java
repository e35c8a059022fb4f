package io.github.kvmtck.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Moment;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.monitors.verdict.RuleVerdict;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a client calls, told in a test, and what is said of it. */
public final class Story {
  /** Between two events where nothing is said of time. */
  private static final long TICK = 1_000;

  private final Judge judge;
  private @Nullable Situation situation;
  private long place;
  private long nanos;

  /** Told to these monitors. */
  public Story(BiFunction<Docket, Situation, List<Observer>> monitors) {
    this.judge =
        new Judge(
            TheRules.catalogue(),
            (docket, shared) -> {
              situation = shared;
              return monitors.apply(docket, shared);
            });
  }

  /** Told to one monitor. */
  public static Story to(BiFunction<Docket, Situation, Observer> monitor) {
    return new Story((docket, situation) -> List.of(monitor.apply(docket, situation)));
  }

  /** A vCPU of the first VM, that a task of its own runs. */
  public StoryVcpu vcpu(int id) {
    return new StoryVcpu(this, new Descriptor(20 + id, FdKind.VCPU, "vcpu" + id, "vm"), 100 + id);
  }

  /** The first VM, on which the task {@code main} calls. */
  public StoryVm vm() {
    return vm("main");
  }

  /** The same, called by another task. */
  public StoryVm vm(String task) {
    return new StoryVm(this, new Descriptor(10, FdKind.VM, "vm", "vm"), task(task));
  }

  /** A second VM, on which {@code main} calls too. */
  public StoryVm secondVm() {
    return new StoryVm(this, new Descriptor(11, FdKind.VM, "vm1", "vm1"), task("main"));
  }

  /** The vCPU of the second VM, that a task of its own runs. */
  public StoryVcpu secondVcpu() {
    return new StoryVcpu(this, new Descriptor(30, FdKind.VCPU, "vm1.vcpu0", "vm1"), 130);
  }

  static Caller task(String name) {
    return new Caller(1, name.hashCode() & 0xffff | 0x10000, name);
  }

  /** Time goes by. */
  public Story millis(long count) {
    nanos += count * 1_000_000;
    return this;
  }

  /** A driver has the client do something. */
  public Story during(Note.Activity activity, Runnable what) {
    begin(activity);
    what.run();
    return end(activity);
  }

  /** A driver has the client do something, which it does not. */
  public Story failing(Note.Activity activity, Runnable what) {
    begin(activity);
    what.run();
    judge.noted(new Note.Bracket(next(), activity, Note.Edge.FAILED));
    return this;
  }

  public Story begin(Note.Activity activity) {
    judge.noted(new Note.Bracket(next(), activity, Note.Edge.BEGIN));
    return this;
  }

  public Story end(Note.Activity activity) {
    judge.noted(new Note.Bracket(next(), activity, Note.Edge.END));
    return this;
  }

  public Story noted(Function<Moment, Note> note) {
    judge.noted(note.apply(next()));
    return this;
  }

  /** The only process of the story ends. */
  public Story processEnds() {
    return noted(at -> new Note.ProcessEnded(at, 1, 0));
  }

  TraceEvent enters(
      Caller by,
      Descriptor on,
      Syscall call,
      Optional<Request> request,
      Optional<StructValue> argument,
      Optional<RunSnapshot> before) {
    TraceEvent event =
        new TraceEvent(next(), by, on, call, request, argument, before, Optional.empty());
    judge.entered(event);
    return event;
  }

  TraceEvent returns(
      TraceEvent event,
      Result result,
      Optional<StructValue> answer,
      Optional<RunSnapshot> after,
      boolean byTransport) {
    TraceEvent back = event.back(new Return(next(), result, answer, after, byTransport));
    judge.returned(back);
    return back;
  }

  /** An ioctl, from its entry to its return. */
  TraceEvent ioctl(
      Caller by,
      Descriptor on,
      Request request,
      Optional<StructValue> argument,
      Optional<StructValue> answer,
      Result result) {
    TraceEvent event = ioctlEnters(by, on, request, argument);
    return returns(event, result, answer, Optional.empty(), false);
  }

  TraceEvent ioctlEnters(
      Caller by, Descriptor on, Request request, Optional<StructValue> argument) {
    Syscall call = new Syscall.Ioctl(on.fd(), request.number(), 0);
    return enters(by, on, call, Optional.of(request), argument, Optional.empty());
  }

  /** A system call that is no ioctl. */
  TraceEvent call(Caller by, Descriptor on, Syscall call, Result result) {
    TraceEvent event = enters(by, on, call, Optional.empty(), Optional.empty(), Optional.empty());
    return returns(event, result, Optional.empty(), Optional.empty(), false);
  }

  static Result failing(Errno errno) {
    return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
  }

  private Moment next() {
    nanos += TICK;
    return new Moment(++place, nanos);
  }

  /** The story is over, and when all is closed nobody may keep anything of it. */
  public Judgement judgement() {
    Judgement judgement = judge.conclude();
    closeAll();
    assertThat(Reachable.from(judge, Vcpu.class)).as("vCPUs that are kept for ever").isEmpty();
    assertThat(Reachable.from(judge, Vm.class)).as("VMs that are kept for ever").isEmpty();
    return judgement;
  }

  private void closeAll() {
    IntStream.of(1, 2).forEach(process -> noted(at -> new Note.ProcessEnded(at, process, 0)));
    Situation left = Objects.requireNonNull(situation);
    left.vcpus()
        .map(vcpu -> descriptor(FdKind.VCPU, vcpu.label(), vcpu.vm()))
        .toList()
        .forEach(this::close);
    left.vms().stream()
        .map(vm -> descriptor(FdKind.VM, vm.label(), vm))
        .toList()
        .forEach(this::close);
  }

  private static Descriptor descriptor(FdKind kind, String label, Vm vm) {
    return new Descriptor(99, kind, label, vm.label());
  }

  private void close(Descriptor on) {
    call(task("main"), on, new Syscall.Close(on.fd()), Result.ZERO);
  }

  /** {@code SAVE-01 VIOLATION}, for each finding, and after it nothing else can be told. */
  public List<String> findings() {
    return judgement().rules().stream()
        .flatMap(rule -> rule.findings().stream())
        .map(Story::shortly)
        .toList();
  }

  /** The rules that fail, in the story's only judgement. */
  public static List<String> failed(Judgement judgement) {
    return judgement.rules().stream()
        .filter(rule -> rule.verdict() == Verdict.FAIL)
        .map(rule -> rule.rule().id())
        .toList();
  }

  private static String shortly(Finding finding) {
    return finding.rule().id() + " " + finding.level();
  }

  /** What is said of one rule. */
  public static RuleVerdict rule(Judgement judgement, String id) {
    return judgement.rule(id).orElseThrow();
  }

  /** The only finding of a level. */
  public static Finding only(Judgement judgement, Level level) {
    List<Finding> findings = judgement.findings(level).toList();
    if (findings.size() != 1) {
      throw new AssertionError(findings.toString());
    }
    return findings.getFirst();
  }
}
