package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.NestedState;
import io.github.kvmtck.api.uapi.StructValue;

/** KVM_SET_NESTED_STATE that does not clear GIF. */
public final class GifStaysSet implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    if (call.is(NestedState.KVM_SET_NESTED_STATE)) {
      StructValue header = call.argument(NestedState.NESTED_STATE);
      long flags = header.get("flags") | NestedState.KVM_STATE_NESTED_GIF_SET;
      call.argument(header.with("flags", flags));
    }
    return call.proceed();
  }
}
