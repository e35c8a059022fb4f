package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.lang.foreign.MemorySegment;

/** KVM_USER_EXIT with another argument than the caller's, where it can be read. */
record ChangesArgument(Request request, Change change) implements CallBreach {
  /** What is passed on. */
  @FunctionalInterface
  interface Change {
    StructValue of(StructValue argument);
  }

  @Override
  public Result call(SeamCall call) {
    if (call.is(request) && call.argument() != 0 && readable(call)) {
      call.argument(change.of(call.argument(structure())));
    }
    return call.proceed();
  }

  private boolean readable(SeamCall call) {
    byte[] bytes = new byte[(int) structure().size()];
    return call.client().memory().get(call.argument(), MemorySegment.ofArray(bytes)) == Errno.NONE;
  }

  private Struct structure() {
    return request.equals(Proposed.KVM_USER_EXIT) ? Proposed.USER_EXIT : Proposed.USER_EXIT_V1;
  }
}
