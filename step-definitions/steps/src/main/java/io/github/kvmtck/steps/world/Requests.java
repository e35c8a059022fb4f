package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Handle;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;

/** Requests of which a scenario says no more than the name: the argument is all zero. */
public final class Requests {
  private final World world;

  public Requests(World world) {
    this.world = world;
  }

  /** On the descriptor of the scenario that takes it. */
  public Result call(Request request) {
    return call(target(request), request);
  }

  /** On the same descriptor, without an argument where one is needed. */
  public Result callWithNull(Request request) {
    return target(request).ioctl(request, 0).result();
  }

  /** On this descriptor. */
  public Result call(Handle on, Request request) {
    return request.argument() instanceof Request.Argument.Pointer(Struct struct)
        ? on.ioctl(request, StructValue.of(struct)).result()
        : on.ioctl(request).result();
  }

  /** In a child of the process, which has the same descriptors. */
  public Result callInChild(Request request) {
    try (Kernel.Process child = world.process().fork();
        Kernel.Task task = child.task("child")) {
      return task.call(new Syscall.Ioctl(target(request).fd(), request.number(), 0));
    }
  }

  /** On the descriptor of the scenario that takes it, from a task. */
  Result call(Kernel.Task by, Request request) {
    if (request.on().contains(FdKind.VCPU)) {
      return call(world.machine().vcpu().by(by), request);
    }
    return call(world.vm().by(by), request);
  }

  private Handle target(Request request) {
    if (request.on().contains(FdKind.VCPU)) {
      return world.machine().vcpu();
    }
    return request.on().contains(FdKind.VM) ? world.vm() : world.kvm();
  }
}
