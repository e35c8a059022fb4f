package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Request.Argument;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a listener of every call of a process, decoded. It changes nothing. */
public final class Tracer implements Interceptor {
  private final Memory memory;
  private final TraceListener listener;
  private final Descriptors descriptors;
  private final AtomicLong places;

  /**
   * @param process the process below, whose memory holds what the calls point to
   */
  public Tracer(Kernel.Process process, TraceListener listener) {
    this(process.memory(), listener, new Descriptors(), new AtomicLong());
  }

  private Tracer(
      Memory memory, TraceListener listener, Descriptors descriptors, AtomicLong places) {
    this.memory = memory;
    this.listener = listener;
    this.descriptors = descriptors;
    this.places = places;
  }

  @Override
  public Interceptor forked(Kernel.Process child) {
    return new Tracer(child.memory(), listener, descriptors.copy(), places);
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    TraceEvent entered = entered(by, call);
    listener.entered(entered);
    descriptors.forget(call);
    Result result = next.call(call);
    if (!result.failed()) {
      descriptors.learn(call, result, memory);
    }
    Optional<RunSnapshot> after = entered.before().isEmpty() ? Optional.empty() : run(call);
    listener.returned(entered.returned(places.incrementAndGet(), result, after));
    return result;
  }

  private TraceEvent entered(Kernel.Task by, Syscall call) {
    OptionalInt fd = DescriptorOf.call(call);
    Descriptors.Descriptor on =
        fd.isPresent()
            ? descriptors.get(fd.getAsInt())
            : new Descriptors.Descriptor(FdKind.OTHER, "");
    Optional<Request> request =
        call instanceof Syscall.Ioctl ioctl ? Uapi.request(ioctl.request()) : Optional.empty();
    return new TraceEvent(
        places.incrementAndGet(),
        0,
        by.name(),
        on.kind(),
        on.label(),
        call,
        request,
        request.flatMap(known -> argument(known, call)),
        run(call),
        Optional.empty(),
        Optional.empty());
  }

  /** kvm_run, where the call is KVM_RUN on a vCPU whose mapping was seen. */
  private Optional<RunSnapshot> run(Syscall call) {
    return call instanceof Syscall.Ioctl(int fd, long request, long _)
            && (int) request == (int) VcpuRun.KVM_RUN.number()
            && descriptors.run(fd).isPresent()
        ? RunSnapshot.of(memory, descriptors.run(fd).getAsLong())
        : Optional.empty();
  }

  private Optional<StructValue> argument(Request request, Syscall call) {
    return call instanceof Syscall.Ioctl(int _, long _, long address)
            && request.argument() instanceof Argument.Pointer(Struct struct)
        ? read(struct, address)
        : Optional.empty();
  }

  private Optional<StructValue> read(Struct struct, long address) {
    int set = struct == VcpuRun.SIGNAL_MASK ? Signals.SIGSET_BYTES : 0;
    byte[] bytes = new byte[(int) struct.size() + set];
    boolean all = memory.get(address, MemorySegment.ofArray(bytes)) == Errno.NONE;
    return all ? Optional.of(StructValue.of(struct, bytes)) : Optional.empty();
  }
}
