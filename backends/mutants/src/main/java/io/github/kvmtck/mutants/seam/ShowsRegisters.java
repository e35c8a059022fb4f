package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** KVM_GET_REGS tells other registers than there are while an exit is outstanding. */
public final class ShowsRegisters implements VcpuBreach {
  private final Predicate<MappedRun> exit;
  private final BiFunction<Regs, MappedRun, Regs> shown;
  private volatile boolean outstanding;

  /**
   * A breach for the exits of a kind.
   *
   * @param shown what is told of the true registers
   */
  public ShowsRegisters(Predicate<MappedRun> exit, BiFunction<Regs, MappedRun, Regs> shown) {
    this.exit = exit;
    this.shown = shown;
  }

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (call.is(VcpuRun.KVM_RUN)) {
      outstanding = !result.failed() && exit.test(call.run());
    } else if (call.is(Registers.KVM_GET_REGS) && outstanding && !result.failed()) {
      Regs regs = new Regs(call.argument(Registers.REGS));
      call.argument(shown.apply(regs, call.run()).struct());
    }
    return result;
  }
}
