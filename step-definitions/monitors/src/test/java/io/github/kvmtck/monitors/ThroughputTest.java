package io.github.kvmtck.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Moment;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A trace may be long: the judge keeps up with a busy client, and its memory does not grow. */
@Tag("proof")
class ThroughputTest {
  private static final int EVENTS = 10_000_000;
  private static final int CLIENTS = 200_000;
  private static final double LEAST_PER_SECOND = 300_000;
  private static final long MOST_BYTES = 16 << 20;

  private final Judge judge = new Judge(TheRules.catalogue(), Monitors::all);
  private final List<RunSnapshot> exits =
      List.of(
          KvmRun.in(0x10).snapshot(),
          KvmRun.mmioRead(0x20000, 4).mmio((byte) 1, (byte) 2, (byte) 3).snapshot(),
          KvmRun.mmioWrite(0x20000, 8).snapshot(),
          KvmRun.out(0x80).snapshot(),
          KvmRun.hlt().snapshot());
  private long place;
  private int events;

  private void call(int vcpu, Request request, Optional<RunSnapshot> before, RunSnapshot after) {
    Descriptor on = vcpu(vcpu);
    Caller by = new Caller(1, 100 + vcpu, on.label());
    Syscall call = new Syscall.Ioctl(on.fd(), request.number(), 0);
    TraceEvent event =
        new TraceEvent(
            next(), by, on, call, Optional.of(request), Optional.empty(), before, Optional.empty());
    judge.entered(event);
    Result result = place % 97 == 0 ? Result.error(Errno.EINTR) : Result.ZERO;
    Optional<RunSnapshot> run = before.isPresent() ? Optional.of(after) : Optional.empty();
    judge.returned(event.back(new Return(next(), result, Optional.empty(), run, false)));
    events += 2;
  }

  private Moment next() {
    return new Moment(++place, place * 1000);
  }

  @Test
  void tenMillionEvents() {
    RunSnapshot clean = KvmRun.zero().snapshot();
    long started = 0;
    long before = 0;
    while (events < EVENTS) {
      if (started == 0 && events >= EVENTS / 10) {
        before = used();
        started = System.nanoTime();
      }
      int vcpu = events / 2 % 4;
      if (events % 20 == 0) {
        call(vcpu, Interrupts.KVM_GET_LAPIC, Optional.empty(), clean);
      } else {
        call(vcpu, VcpuRun.KVM_RUN, Optional.of(clean), exits.get(events / 8 % exits.size()));
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    assertThat(used() - before).as("bytes kept for nine million events").isLessThan(MOST_BYTES);
    assertThat(EVENTS * 0.9 / seconds).as("events a second").isGreaterThan(LEAST_PER_SECOND);
    assertThat(judge.conclude().events()).isEqualTo(EVENTS / 2);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void clientsThatComeAndGoLeaveNothing() {
    long before = 0;
    for (int i = 0; i < CLIENTS; i++) {
      if (i == CLIENTS / 10) {
        before = used();
      }
      call(i, VcpuRun.KVM_RUN, Optional.of(exits.getFirst()), exits.get(i % exits.size()));
      call(i, Interrupts.KVM_GET_LAPIC, Optional.empty(), exits.getFirst());
      close(new Descriptor(10, FdKind.VM, "vm" + i, "vm" + i));
      close(vcpu(i));
    }
    assertThat(used() - before).as("bytes kept of clients that are gone").isLessThan(MOST_BYTES);
    assertThat(judge.conclude().events()).isEqualTo(4L * CLIENTS);
  }

  private void close(Descriptor on) {
    Syscall call = new Syscall.Close(on.fd());
    Caller by = new Caller(1, 100, "main");
    TraceEvent event =
        new TraceEvent(
            next(),
            by,
            on,
            call,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    judge.entered(event);
    judge.returned(
        event.back(new Return(next(), Result.ZERO, Optional.empty(), Optional.empty(), false)));
  }

  private static Descriptor vcpu(int client) {
    return new Descriptor(20 + client, FdKind.VCPU, "vm" + client + ".vcpu0", "vm" + client);
  }
}
