package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Kicks;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * After a KVM_RUN that failed, the exit that kvm_run still holds is not served again. Calls show it
 * where the exit reads: an answer is written that nobody asked for.
 */
public final class StaleExit implements Observer {
  private static final Field DIRECTION = Run.RUN.field("io.direction");
  private static final Field IS_WRITE = Run.RUN.field("mmio.is_write");
  private static final List<Field> MMIO_DATA =
      IntStream.range(0, 8).mapToObj(i -> Run.RUN.field("mmio.data[" + i + "]")).toList();

  private final Kicks kicks;
  private final Duty immediate;
  private final Duty kicked;
  private final PerVcpu<Stale> stale = new PerVcpu<>(Stale::new);

  /** What the last KVM_RUN left, if it failed. */
  private static final class Stale {
    private Optional<TraceEvent> run = Optional.empty();
    private boolean byKick;
  }

  public StaleExit(Docket docket, Situation situation) {
    this.kicks = situation.kicks();
    this.immediate = docket.duty("SAVE-05");
    this.kicked = docket.duty("KICK-02");
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    Stale left = stale.of(vcpu);
    left.run = Optional.empty();
    if (isStale(exit)) {
      left.run = Optional.of(exit.run());
      left.byKick = kicks.isInForce(vcpu.vm());
      (left.byKick ? kicked : immediate).exercised();
    }
  }

  private static boolean isStale(Exit exit) {
    if (exit.succeeded() || exit.byTransport()) {
      return false;
    }
    boolean valid = exit.errno() == Errno.EFAULT || exit.errno() == Errno.EHWPOISON;
    return !valid && exit.run().after().filter(StaleExit::reads).isPresent();
  }

  private static boolean reads(RunSnapshot run) {
    int reason = run.exitReason();
    return reason == ExitReason.KVM_EXIT_IO.number() && run.get(DIRECTION) == RunBits.KVM_EXIT_IO_IN
        || reason == ExitReason.KVM_EXIT_MMIO.number() && run.get(IS_WRITE) == 0;
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Stale left = stale.of(vcpu);
    if (left.run.isPresent()) {
      TraceEvent failed = left.run.get();
      if (run.before().isPresent() && differ(failed.after().orElseThrow(), run.before().get())) {
        (left.byKick ? kicked : immediate)
            .violated(
                "the answer to a read was written again though KVM_RUN had failed: the exit is an"
                    + " old one, and its device has been read once too often",
                failed,
                run);
      }
    }
  }

  private static boolean differ(RunSnapshot left, RunSnapshot now) {
    if (now.exitReason() != left.exitReason()) {
      return false;
    }
    return left.exitReason() == ExitReason.KVM_EXIT_IO.number()
        ? !Arrays.equals(left.ioData(), now.ioData())
        : MMIO_DATA.stream().anyMatch(field -> left.get(field) != now.get(field));
  }

  @Override
  public void closed(Vcpu vcpu) {
    stale.forget(vcpu);
  }
}
