package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Interceptor.Next;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.Optional;

/** An ioctl on its way to the kernel. */
record IoctlCall(Syscall.Ioctl ioctl, Files files, Memory memory, Scratch scratch, Next next) {

  boolean is(Request request) {
    return (ioctl.request() & 0xffff_ffffL) == request.number();
  }

  /** Makes it. */
  Result proceed() {
    return next.call(ioctl);
  }

  /** The file it is made on: equal for all descriptors of it. */
  Object file() {
    return files.at(ioctl.fd());
  }

  /** kvm_run, where it is made on a vCPU. */
  Optional<RunPage> run() {
    return files.run(ioctl.fd());
  }

  /** The structure that the argument points to. */
  StructValue argument(Struct struct) {
    return StructValue.of(struct, memory.bytes(ioctl.arg(), (int) struct.size()));
  }

  /** Puts a structure where the argument points to. */
  void argument(StructValue value) {
    memory.bytes(ioctl.arg(), value.bytes());
  }

  /** What the vCPU that it is made on does in KVM: the number of a {@link MpState}. */
  int mpState() {
    return (int)
        ask(VcpuEvents.KVM_GET_MP_STATE, StructValue.of(VcpuEvents.MP_STATE)).get("mp_state");
  }

  /** Makes another ioctl on the same file, of which nobody knows. */
  StructValue ask(Request request, StructValue argument) {
    return scratch.ask(ioctl.fd(), request, argument, memory, next);
  }
}
