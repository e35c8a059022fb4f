package io.github.kvmtck.monitors.corpus;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.SaveState;

/** A kernel of later times, on which an access to port 0x99 exits for a reason of its own. */
final class LaterExit implements Variation {
  private static final int PORT = 0x99;
  private static final int REASON = 99;

  @Override
  public String name() {
    return Corpus.LATER;
  }

  @Override
  public String description() {
    return "an exit reason that no header has";
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.EPILOGUE, stages -> stages.after(SaveState.class, new Rename()));
  }

  private record Rename() implements RunStage {
    @Override
    public String name() {
      return "exit for a reason of later times";
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      RunPage run = vcpu.run();
      if (run.u32(RunOffsets.EXIT_REASON) == ExitReason.KVM_EXIT_IO.number()
          && run.u16(RunOffsets.IO_PORT) == PORT) {
        run.exitReason(REASON);
      }
      return Outcome.CONTINUE;
    }
  }
}
