package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.BitSet;

/** What a list does to the dirty log of slot 1, which has two pages, and should not. */
final class DirtyLogBreach implements CallBreach {
  private static final int SLOT = 1;
  private static final int PAGES = 2;

  private final boolean keeps;
  private volatile BitSet kept = new BitSet();

  private DirtyLogBreach(boolean keeps) {
    this.keeps = keeps;
  }

  /** The bits outlive their slot, and a slot that is not there has a log. */
  static DirtyLogBreach keeping() {
    return new DirtyLogBreach(true);
  }

  /** Every list empties the log. */
  static DirtyLogBreach losing() {
    return new DirtyLogBreach(false);
  }

  @Override
  public Result call(SeamCall call) {
    if (call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST)) {
      BitSet before = new Vm(call.client(), call.fd(), 0).getDirtyLog(SLOT, PAGES).left();
      kept = keeps ? before : kept;
    }
    Result result = call.proceed();
    if (!call.is(DirtyLog.KVM_GET_DIRTY_LOG) || !keeps) {
      return result;
    }
    StructValue argument = call.argument(DirtyLog.DIRTY_LOG);
    long bitmap = argument.get("dirty_bitmap");
    if (!result.failed() && !kept.isEmpty()) {
      int bits = (int) kept.toLongArray()[0];
      call.client().memory().u32(bitmap, call.client().memory().u32(bitmap) | bits);
    }
    return result.errno() == Errno.ENOENT ? Result.ZERO : result;
  }
}
