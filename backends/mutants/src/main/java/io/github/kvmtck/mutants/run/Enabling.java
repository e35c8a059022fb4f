package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.function.UnaryOperator;

/** KVM_ENABLE_CAP of one capability ends otherwise. */
record Enabling(Capability capability, UnaryOperator<Result> end) implements CallBreach {

  /** Whether a call enables a capability. */
  static boolean of(SeamCall call, Capability capability) {
    return call.is(SystemApi.KVM_ENABLE_CAP)
        && call.argument(SystemApi.ENABLE_CAP).get("cap") == capability.number();
  }

  @Override
  public Result call(SeamCall call) {
    boolean affected = of(call, capability);
    Result result = call.proceed();
    return affected ? end.apply(result) : result;
  }
}
