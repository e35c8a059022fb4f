package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import java.util.function.UnaryOperator;

/** KVM_ENABLE_CAP of one capability ends otherwise. */
public record Enabling(Capability capability, UnaryOperator<Result> end) implements CallBreach {

  /** Whether a call enables a capability. */
  public static boolean of(SeamCall call, Capability capability) {
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
