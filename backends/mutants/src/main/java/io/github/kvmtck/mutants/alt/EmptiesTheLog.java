package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.mutants.seam.CallBreach;
import java.util.Arrays;

/** The dirty log of slots 1 and 2 is emptied. */
final class EmptiesTheLog {
  private static final int PAGES = 8;
  private static final int SLOTS = 2;

  private EmptiesTheLog() {}

  /** Before one of these requests is made. */
  static CallBreach before(Request... requests) {
    return call -> {
      if (Arrays.stream(requests).anyMatch(call::is)) {
        for (int slot = 1; slot <= SLOTS; slot++) {
          var ignored = new Vm(call.client(), call.fd(), 0).getDirtyLog(slot, PAGES);
        }
      }
      return call.proceed();
    };
  }
}
