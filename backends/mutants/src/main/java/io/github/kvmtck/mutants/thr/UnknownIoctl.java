package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;

/**
 * A kind of descriptor answers with the errno of another kind.
 *
 * @param right what it should answer to an ioctl that it does not know
 * @param wrong what it answers
 */
record UnknownIoctl(FdKind kind, Errno right, Errno wrong) implements CallBreach {
  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    return call.kind() == kind && result.errno() == right ? Result.error(wrong) : result;
  }
}
