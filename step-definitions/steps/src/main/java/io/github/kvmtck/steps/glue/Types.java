package io.github.kvmtck.steps.glue;

import io.cucumber.java.ParameterType;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.steps.words.Answer;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Entry;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.ExitPhrase;
import io.github.kvmtck.steps.words.LeaveWay;
import io.github.kvmtck.steps.words.Means;
import io.github.kvmtck.steps.words.Message;
import io.github.kvmtck.steps.words.Moment;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.PageSet;
import io.github.kvmtck.steps.words.RegisterPhrase;
import io.github.kvmtck.steps.words.SlotPhrase;
import io.github.kvmtck.steps.words.Target;
import io.github.kvmtck.steps.words.XmmValues;
import io.github.kvmtck.steps.world.Mode;
import io.github.kvmtck.steps.world.WaitWay;
import java.util.Locale;
import java.util.stream.Stream;

/** The words that stand for values in the steps. */
public final class Types {

  @ParameterType(Numbers.REGEX)
  public Long number(String text) {
    return Numbers.of(text);
  }

  @ParameterType(Data.REGEX)
  public Data data(String text) {
    return Data.parse(text);
  }

  @ParameterType(Mode.REGEX)
  public Mode mode(String text) {
    return Mode.parse(text);
  }

  /** The name that a segment register has in struct kvm_sregs. */
  @ParameterType("[CDEFGS]S")
  public String segment(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether it has an in-kernel irqchip. */
  @ParameterType("a vCPU(?: with an in-kernel irqchip)?")
  public Boolean vcpu(String text) {
    return text.endsWith("irqchip");
  }

  @ParameterType(RegisterPhrase.REGEX)
  public RegisterPhrase registers(String text) {
    return RegisterPhrase.parse(text);
  }

  @ParameterType(Assignments.REGEX)
  public Assignments assignments(String text) {
    return Assignments.parse(text);
  }

  @ParameterType(Entry.REGEX)
  public Entry entry(String text) {
    return Entry.parse(text);
  }

  @ParameterType(ExitPhrase.REGEX)
  public Exit exit(String text) {
    return ExitPhrase.parse(text);
  }

  @ParameterType(Answer.REGEX)
  public Answer answer(String text) {
    return Answer.parse(text);
  }

  /** How changes of memory slots are made. */
  @ParameterType(Means.REGEX)
  public Means means(String text) {
    return Means.parse(text);
  }

  @ParameterType(SlotPhrase.REGEX)
  public SlotPhrase slot(String text) {
    return SlotPhrase.parse(text);
  }

  @ParameterType(Message.REGEX)
  public Message message(String text) {
    return Message.parse(text);
  }

  @ParameterType(PageSet.REGEX)
  public PageSet pages(String text) {
    return PageSet.parse(text);
  }

  @ParameterType(Target.REGEX)
  public Target target(String text) {
    return Target.parse(text);
  }

  @ParameterType(LeaveWay.REGEX)
  public LeaveWay leaveWay(String text) {
    return LeaveWay.parse(text);
  }

  @ParameterType(Moment.REGEX)
  public Moment moment(String text) {
    return Moment.parse(text);
  }

  @ParameterType("E[A-Z0-9]+")
  public Errno errno(String text) {
    return Errno.valueOf(text);
  }

  /** The number of an exit reason. */
  @ParameterType("KVM_EXIT_[A-Z0-9_]+|0x[0-9A-F]+")
  public Integer reason(String text) {
    return text.startsWith("0x") ? (int) Numbers.of(text) : Proposed.exitReason(text);
  }

  @ParameterType("KVM_MP_STATE_[A-Z_]+")
  public MpState mpState(String text) {
    return MpState.valueOf(text);
  }

  @ParameterType("KVM_CAP_[A-Z0-9_]+")
  public Capability capability(String text) {
    return Capability.valueOf(text);
  }

  @ParameterType(XmmValues.REGEX)
  public XmmValues xmm(String text) {
    return XmmValues.parse(text);
  }

  @ParameterType(
      "KVM_MP_STATE_HV_INACTIVE_VTL|KVM_MP_STATE_HALTED_USERSPACE|poll|"
          + "KVM_VCPU_WAIT(?: and KVM_RUN_IGNORE_RFLAGS_IF)?")
  public WaitWay way(String text) {
    return WaitWay.of(text);
  }

  /** The bits of revents. */
  @ParameterType("POLLIN and POLLOUT|POLLIN|POLLERR|nothing")
  public Long polled(String text) {
    return switch (text) {
      case "POLLIN and POLLOUT" -> (long) (Linux.POLLIN | Linux.POLLOUT);
      case "POLLIN" -> (long) Linux.POLLIN;
      case "POLLERR" -> (long) Linux.POLLERR;
      default -> 0L;
    };
  }

  /** The number of a signal. */
  @ParameterType("SIG[A-Z0-9]+")
  public Integer signal(String text) {
    return Signals.number(text);
  }

  @ParameterType("KVM_[A-Z0-9_]+")
  public Request request(String text) {
    return Stream.concat(Uapi.requests().stream(), Proposed.REQUESTS.stream())
        .filter(request -> request.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no request " + text));
  }

  /** A path into struct kvm_run. */
  @ParameterType("[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*")
  public String field(String text) {
    return text;
  }
}
