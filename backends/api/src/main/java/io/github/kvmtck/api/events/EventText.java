package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Request.Argument;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line for one event. */
final class EventText {
  private EventText() {}

  static String of(TraceEvent event) {
    return Stream.of(event.subject(), call(event), returned(event))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String call(TraceEvent event) {
    return event.call() instanceof Syscall.Ioctl ioctl
        ? event
            .request()
            .map(request -> ioctl(request, ioctl, event))
            .orElseGet(() -> unknown(ioctl))
        : SyscallText.of(event.call());
  }

  private static String unknown(Syscall.Ioctl ioctl) {
    return "ioctl 0x%x 0x%x".formatted(ioctl.request(), ioctl.arg());
  }

  private static String ioctl(Request request, Syscall.Ioctl call, TraceEvent event) {
    String argument =
        switch (request.argument()) {
          case Argument.None() when call.arg() == 0 -> "";
          case Argument.Value() -> value(request, call.arg());
          case Argument.Pointer _ when request.direction() == Request.Direction.READ -> "";
          case Argument.Pointer _ when event.argument().isPresent() ->
              struct(request, event.argument().get());
          default -> "0x" + Long.toHexString(call.arg());
        };
    String before =
        event
            .before()
            .filter(run -> run.immediateExit() != 0)
            .map(run -> "immediate_exit")
            .orElse("");
    return Stream.of(request.name(), argument, before)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String value(Request request, long value) {
    return request.equals(SystemApi.KVM_CHECK_EXTENSION)
        ? Capability.name((int) value)
        : value >= 0 && value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
  }

  private static String struct(Request request, StructValue argument) {
    if (request.equals(VcpuEvents.KVM_SET_MP_STATE)) {
      return MpState.name((int) argument.get("mp_state"));
    } else if (request.equals(SystemApi.KVM_ENABLE_CAP)) {
      String name = Capability.name((int) argument.get("cap"));
      return name + argument.toString().replaceFirst("^cap=\\S+", "");
    } else if (request.equals(VcpuRun.KVM_SET_SIGNAL_MASK) && hasSet(argument)) {
      ByteBuffer set = ByteBuffer.wrap(argument.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      return Signals.format(set.getLong((int) VcpuRun.SIGNAL_MASK.offset("sigset")));
    }
    return argument.toString();
  }

  private static boolean hasSet(StructValue mask) {
    return mask.get("len") == Signals.SIGSET_BYTES
        && mask.size() >= VcpuRun.SIGNAL_MASK.sizeWith(Signals.SIGSET_BYTES);
  }

  private static String returned(TraceEvent event) {
    return event.result().map(result -> "→ " + result(event, result)).orElse("… has not returned");
  }

  private static String result(TraceEvent event, Result result) {
    if (event.call() instanceof Syscall.Sigmask || event.call() instanceof Syscall.Sigpending) {
      return result.failed() ? result.toString() : Signals.format(result.value());
    } else if (event.call() instanceof Syscall.Sigtimedwait && !result.failed()) {
      return Signals.name((int) result.value());
    } else if (event.call() instanceof Syscall.Mmap && !result.failed()) {
      return "0x" + Long.toHexString(result.value());
    }
    return result + event.after().map(run -> " " + ExitText.of(run, result.failed())).orElse("");
  }
}
