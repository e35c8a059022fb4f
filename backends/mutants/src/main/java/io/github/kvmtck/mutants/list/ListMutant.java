package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** A mutant that answers KVM_SET_USER_MEMORY_REGION_LIST. */
abstract class ListMutant extends CallMutant {
  /** The list as it was meant to become. */
  static final String MEANT = "mainline+memslot-list";

  /** The list as it was sent. */
  static final String SENT = "mainline+memslot-list-v1";

  ListMutant(Breach breach) {
    super(breach);
  }

  /** Answers a list. */
  abstract Result list(SeamCall call);

  @Override
  protected final CallBreach breaking() {
    return call ->
        call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST) ? list(call) : call.proceed();
  }

  /** Makes the call, and says 0 where it fails with this. */
  static Result succeeding(SeamCall call, Errno errno) {
    Result result = call.proceed();
    return result.errno() == errno ? Result.ZERO : result;
  }

  /** Makes the call, and says EINVAL where it succeeds. */
  static Result refusing(SeamCall call) {
    Result result = call.proceed();
    return result.failed() ? result : Result.error(Errno.EINVAL);
  }
}
