package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.Interceptor.Next;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.events.Descriptors;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;

/** A call that a VMM makes. */
record Made(Syscall call, Memory memory, Descriptors descriptors, Next next) {

  Result proceed() {
    return next.call(call);
  }

  boolean is(Request request) {
    return call instanceof Syscall.Ioctl ioctl && ioctl.request() == request.number();
  }

  /** The structure that it points to. */
  StructValue argument(Struct struct) {
    return StructValue.of(struct, memory.bytes(ioctl().arg(), (int) struct.size()));
  }

  /** Puts another structure there. */
  void argument(StructValue value) {
    memory.bytes(ioctl().arg(), value.bytes());
  }

  /** The vCPU's kvm_run. */
  MappedRun run() {
    return new MappedRun(memory, descriptors.run(ioctl().fd()).orElseThrow(), Run.RUN.size());
  }

  boolean immediate() {
    return run().immediateExit() != 0;
  }

  private Syscall.Ioctl ioctl() {
    return (Syscall.Ioctl) call;
  }
}
