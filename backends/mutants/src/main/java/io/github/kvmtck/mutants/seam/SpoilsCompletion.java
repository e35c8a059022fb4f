package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts other registers in the place of those that a finished operation has left. */
public final class SpoilsCompletion implements VcpuBreach {
  private final Predicate<MappedRun> exit;
  private final Function<Done, Regs> spoiled;
  private volatile @Nullable Exit outstanding;

  /**
   * A breach for the exits of a kind.
   *
   * @param spoiled what the registers are after completion
   */
  public SpoilsCompletion(Predicate<MappedRun> exit, Function<Done, Regs> spoiled) {
    this.exit = exit;
    this.spoiled = spoiled;
  }

  private record Exit(StructValue run, Regs regs) {}

  /**
   * A completion.
   *
   * @param run kvm_run, which still has the answer
   * @param exit kvm_run as it was at the exit
   * @param atExit the registers at the exit
   * @param atEntry the registers when KVM_RUN was called again
   * @param entry kvm_run then
   * @param now the registers after completion
   */
  public record Done(
      MappedRun run, StructValue exit, Regs atExit, StructValue entry, Regs atEntry, Regs now) {

    /** Whether a part of kvm_run was changed between the exit and re-entry. */
    public boolean overwritten(String... fields) {
      for (String field : fields) {
        if (exit.get(field) != entry.get(field)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public Result call(SeamCall call) {
    return call.is(VcpuRun.KVM_RUN) ? run(call) : call.proceed();
  }

  private Result run(SeamCall call) {
    Exit known = outstanding;
    StructValue entry = call.run().copy();
    Regs atEntry = call.regs();
    Result result = call.proceed();
    if (!result.failed()) {
      outstanding = exit.test(call.run()) ? new Exit(call.run().copy(), call.regs()) : null;
    } else if (known != null && result.errno() == Errno.EINTR) {
      outstanding = null;
      Regs now = call.regs();
      Regs other = spoiled.apply(new Done(call.run(), known.run, known.regs, entry, atEntry, now));
      // KVM_SET_REGS forgets a pending exception, so it is not made for nothing.
      if (!other.equals(now)) {
        call.regs(other);
      }
    }
    return result;
  }
}
