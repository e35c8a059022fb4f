package io.github.kvmtck.mutants.model;

import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Objects;
import java.util.function.Consumer;

/** Changes what an ioctl of the model does. */
public final class Ioctls {
  private Ioctls() {}

  /** A table whose request does something else first. */
  public static IoctlTable<Vcpu> before(
      IoctlTable<Vcpu> table, Request request, Consumer<Vcpu> added) {
    var handler = Objects.requireNonNull(table.handler((int) request.number()));
    return table.on(
        request,
        (vcpu, call) -> {
          added.accept(vcpu);
          return handler.handle(vcpu, call);
        });
  }
}
