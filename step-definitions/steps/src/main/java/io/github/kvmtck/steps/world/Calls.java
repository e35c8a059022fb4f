package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last call of a scenario that was not KVM_RUN: "the call fails with EINVAL". */
public final class Calls {
  private @Nullable Result last;

  public void made(Result result) {
    last = result;
  }

  public Result last() {
    return Objects.requireNonNull(last, "no step has made a call");
  }
}
