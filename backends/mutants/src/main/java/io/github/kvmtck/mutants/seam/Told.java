package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;

/**
 * An ioctl that fails in one way is told to have ended in another.
 *
 * @param errno with which it fails
 * @param told what the client sees in its place
 */
public record Told(Request request, Errno errno, Result told) implements CallBreach {
  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    return call.is(request) && result.errno() == errno ? told : result;
  }
}
