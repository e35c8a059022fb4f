package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.lang.foreign.MemorySegment;

/** get_user of one reserved byte after the other, each tested before the next is read. */
public final class BytesAreTestedAsTheyCome extends CallMutant {
  public BytesAreTestedAsTheyCome() {
    super(
        Breach.of(
                "UX-04",
                "bytes-are-tested-as-they-come",
                "KVM_USER_EXIT fails with EINVAL for a reserved byte, though a later one cannot be"
                    + " read.")
            .in("mainline+user-exit+exitfd")
            .seenAs("-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  protected CallBreach breaking() {
    return call -> {
      Result result = call.proceed();
      return call.is(Proposed.KVM_USER_EXIT)
              && result.errno() == Errno.EFAULT
              && firstByte(call) != 0
          ? Result.error(Errno.EINVAL)
          : result;
    };
  }

  /** 0 where it cannot be read. */
  private static byte firstByte(SeamCall call) {
    byte[] first = new byte[1];
    call.client().memory().get(call.argument(), MemorySegment.ofArray(first));
    return first[0];
  }
}
