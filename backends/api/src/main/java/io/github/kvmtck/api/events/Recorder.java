package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Request.Direction;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes events of the calls of one process, wherever they are seen: in this process, by ptrace, or
 * by a seccomp notification. It reads the client's memory and changes nothing.
 */
public final class Recorder {
  private final Memory memory;
  private final Trace trace;
  private final Descriptors descriptors;

  /**
   * The first process of a trace.
   *
   * @param memory holds what the calls point to
   */
  public Recorder(Memory memory, Trace trace) {
    this(memory, trace, new Descriptors());
  }

  private Recorder(Memory memory, Trace trace, Descriptors descriptors) {
    this.memory = memory;
    this.trace = trace;
    this.descriptors = descriptors;
  }

  /** The recorder of a forked child: the same open files and another memory. */
  public Recorder fork(Memory child) {
    return new Recorder(child, trace, descriptors.copy());
  }

  /** What this process's descriptors are. */
  public Descriptors descriptors() {
    return descriptors;
  }

  /** A call starts. */
  public TraceEvent entered(Caller by, Syscall call) {
    OptionalInt fd = DescriptorOf.call(call);
    Descriptor on = fd.isPresent() ? descriptors.get(fd.getAsInt()) : Descriptor.NONE;
    Optional<Request> request =
        call instanceof Syscall.Ioctl ioctl ? Uapi.request(ioctl.request()) : Optional.empty();
    Optional<StructValue> argument = request.flatMap(known -> Arguments.of(known, call, memory));
    Optional<RunSnapshot> run = run(call, request);
    TraceEvent event =
        trace.entered(
            at -> new TraceEvent(at, by, on, call, request, argument, run, Optional.empty()));
    descriptors.forget(call);
    return event;
  }

  /** The call is back. */
  public TraceEvent returned(TraceEvent event, Result result) {
    return returned(event, result, false);
  }

  /**
   * The call is back.
   *
   * @param byTransport see {@link Return}
   */
  public TraceEvent returned(TraceEvent event, Result result, boolean byTransport) {
    Syscall call = event.call();
    if (!result.failed()) {
      descriptors.learn(call, result, memory);
    }
    Optional<StructValue> answer =
        event
            .request()
            .filter(Recorder::answers)
            .flatMap(request -> Arguments.of(request, call, memory));
    Optional<RunSnapshot> run =
        event.before().isEmpty() ? Optional.empty() : run(call, event.request());
    return trace.returned(at -> event.back(new Return(at, result, answer, run, byTransport)));
  }

  private static boolean answers(Request request) {
    return request.direction() == Direction.READ || request.direction() == Direction.READ_WRITE;
  }

  /** kvm_run, where the call is KVM_RUN on a vCPU whose mapping was seen. */
  private Optional<RunSnapshot> run(Syscall call, Optional<Request> request) {
    return call instanceof Syscall.Ioctl(int fd, long _, long _)
            && request.filter(VcpuRun.KVM_RUN::equals).isPresent()
            && descriptors.run(fd).isPresent()
        ? RunSnapshot.of(memory, descriptors.run(fd).getAsLong(), descriptors.coalesces(fd))
        : Optional.empty();
  }
}
