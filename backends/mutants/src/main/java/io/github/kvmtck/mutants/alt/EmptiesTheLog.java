package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.mutants.seam.CallBreach;

/** The dirty log of slots 1 and 2 is emptied. */
final class EmptiesTheLog {
  private static final int PAGES = 8;
  private static final int SLOTS = 2;

  private EmptiesTheLog() {}

  /** Before a request is made. */
  static CallBreach before(Request request) {
    return call -> {
      if (call.is(request)) {
        for (int slot = 1; slot <= SLOTS; slot++) {
          var ignored = new Vm(call.client(), call.fd(), 0).getDirtyLog(slot, PAGES);
        }
      }
      return call.proceed();
    };
  }
}
