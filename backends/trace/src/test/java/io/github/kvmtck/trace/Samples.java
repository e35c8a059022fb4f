package io.github.kvmtck.trace;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.CoalescedWrites;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.Moment;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One event of every kind. */
final class Samples {
  static final TraceHeader HEADER =
      new TraceHeader(
          "observe",
          "Linux 6.18",
          List.of("qemu-system-x86_64", "-kernel", "a \"b\" \n ü"),
          Instant.parse("2026-01-02T03:04:05.000000006Z"));

  static final Caller CALLER = new Caller(4000, 4001, "CPU 0/KVM");
  private static final Descriptor VCPU = new Descriptor(13, FdKind.VCPU, "vcpu0", "vm");

  private Samples() {}

  /** Tells of calls of every kind and of every note. */
  static void tell(TraceListener listener) {
    run(listener);
    getMsrs(listener);
    long place = 100;
    for (Class<?> type : Syscall.class.getPermittedSubclasses()) {
      Moment at = new Moment(place, place * 1000);
      TraceEvent event =
          new TraceEvent(
              at,
              CALLER,
              Descriptor.NONE,
              syscall(type),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      listener.entered(event);
      Moment later = new Moment(place + 1, place * 1000 + 7);
      Result result = Result.error(Errno.EINTR);
      listener.returned(
          event.back(new Return(later, result, Optional.empty(), Optional.empty(), true)));
      place += 2;
    }
    notes(listener);
  }

  private static void run(TraceListener listener) {
    TraceEvent run =
        call(1, VcpuRun.KVM_RUN.number(), Optional.empty(), Optional.of(snapshot(99, 1)));
    listener.entered(run);
    listener.returned(
        run.back(
            new Return(
                new Moment(2, 12),
                Result.ZERO,
                Optional.empty(),
                Optional.of(snapshot(2, 0)),
                false)));
  }

  private static void getMsrs(TraceListener listener) {
    StructValue asked =
        StructValue.of(Msrs.MSRS, 2).with("nmsrs", 2).with("entries[0].index", 0xc000_0080L);
    TraceEvent get = call(3, Msrs.KVM_GET_MSRS.number(), Optional.of(asked), Optional.empty());
    listener.entered(get);
    StructValue answer = asked.with("entries[0].data", -1);
    listener.returned(
        get.back(
            new Return(
                new Moment(4, 14), Result.of(1), Optional.of(answer), Optional.empty(), false)));
  }

  private static TraceEvent call(
      long place, long request, Optional<StructValue> argument, Optional<RunSnapshot> run) {
    return new TraceEvent(
        new Moment(place, 10 + place),
        CALLER,
        VCPU,
        new Syscall.Ioctl(13, request, 0x7fff_0000_1000L),
        Uapi.request(request),
        argument,
        run,
        Optional.empty());
  }

  private static RunSnapshot snapshot(int exitReason, int immediateExit) {
    byte[] head =
        StructValue.of(Run.RUN)
            .with("exit_reason", exitReason)
            .with("immediate_exit", immediateExit)
            .with("io.direction", 1)
            .with("io.size", 2)
            .with("io.count", 1)
            .with("io.port", 0x10)
            .bytes();
    return RunSnapshot.of(
        Arrays.copyOf(head, (int) RunOffsets.SYNC_REGS),
        new byte[] {(byte) 0xab, 0},
        Optional.of(new CoalescedWrites(3, immediateExit, 0x8000_0000_0003_0000L, true)));
  }

  private static void notes(TraceListener listener) {
    Trace trace = new Trace(listener, () -> 5);
    trace.note(at -> new Note.ProcessStarted(at, 4000, 1, List.of("a", "b c")));
    trace.note(at -> new Note.SignalSent(at, Optional.of(CALLER), 4002, 10));
    trace.note(at -> new Note.SignalSent(at, Optional.empty(), 4002, 10));
    trace.note(at -> new Note.SignalTaken(at, CALLER, 10));
    trace.note(at -> new Note.Bracket(at, Note.Activity.SNAPSHOT, Note.Edge.BEGIN));
    trace.note(at -> new Note.TaskEnded(at, CALLER));
    trace.note(at -> new Note.ProcessEnded(at, 4000, 137));
  }

  private static Syscall syscall(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments = Arrays.stream(types).map(Samples::argument).toArray();
    try {
      return (Syscall) type.getConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private static Object argument(Class<?> type) {
    if (type == int.class) {
      return -7;
    } else if (type == long.class) {
      return 0xffff_8000_0000_1234L;
    }
    return type.isEnum() ? type.getEnumConstants()[1] : "a name";
  }
}
