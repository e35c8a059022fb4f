package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Mmio;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunOffsets;
import java.util.Arrays;

/**
 * An access of eight bytes to a device leaves twice, for four bytes each: the second time when the
 * KVM_RUN is made that is to complete the first.
 *
 * <p>emulator_read_write cuts an access into fragments and complete_emulated_mmio leaves for each:
 * the next one comes before signals and immediate_exit are looked at (rules COMP-06 and COMP-07).
 * Where it is cut is the kernel's business; api.rst section 5 says of KVM_EXIT_MMIO only how long
 * each part is.
 */
public record AccessInTwo() implements Fault {
  private static final int WHOLE = 8;
  private static final int HALF = 4;

  @Override
  public Injector begin() {
    return RunFault.perVcpu(OneVcpu::new);
  }

  private enum Part {
    NONE,
    FIRST,
    SECOND
  }

  private static final class OneVcpu implements RunFault {
    private final byte[] data = new byte[WHOLE];
    private Part left = Part.NONE;

    @Override
    public Result run(IoctlCall call, RunPage page) {
      MappedRun run = page.run();
      if (left == Part.FIRST) {
        second(run);
        return Result.ZERO;
      }
      if (left == Part.SECOND) {
        whole(run);
      }
      Result result = call.proceed();
      if (!result.failed() && isWhole(run)) {
        first(run);
      }
      return result;
    }

    private static boolean isWhole(MappedRun run) {
      return run.exitReason() == ExitReason.KVM_EXIT_MMIO.number() && run.mmio().len() == WHOLE;
    }

    private void first(MappedRun run) {
      if (run.mmio().isWrite()) {
        System.arraycopy(run.mmioData(), 0, data, 0, WHOLE);
      }
      run.set("mmio.len", HALF);
      left = Part.FIRST;
    }

    private void second(MappedRun run) {
      Mmio first = run.mmio();
      if (first.isWrite()) {
        run.mmioData(Arrays.copyOfRange(data, HALF, WHOLE));
      } else {
        System.arraycopy(run.mmioData(), 0, data, 0, HALF);
      }
      run.exitReason(ExitReason.KVM_EXIT_MMIO.number());
      run.set("mmio.phys_addr", first.physAddr() + HALF);
      run.set("mmio.len", HALF);
      left = Part.SECOND;
    }

    /** What a completed read is made of. */
    private void whole(MappedRun run) {
      if (!run.mmio().isWrite()) {
        System.arraycopy(
            run.memory().bytes(run.address() + RunOffsets.MMIO_DATA, HALF), 0, data, HALF, HALF);
        run.mmioData(data);
      }
      left = Part.NONE;
    }
  }
}
