package io.github.kvmtck.reference.run;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** prepare_emulation_failure_exit (rules FETCH-01 to FETCH-03). */
final class EmulationFailure {
  private static final byte NOP = (byte) 0x90;
  private static final long DATA = Run.RUN.offset("internal.data");
  private static final long INSN_SIZE = Run.RUN.offset("emulation_failure.insn_size");
  private static final int INSN_FIELDS = 16;

  private EmulationFailure() {}

  /**
   * KVM_INTERNAL_ERROR_DELIVERY_EV: the stack or the vector table that an event needs is a device.
   */
  static Outcome delivery(Vcpu vcpu) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_INTERNAL_ERROR);
    Run.RUN.set(run, "internal.suberror", RunBits.KVM_INTERNAL_ERROR_DELIVERY_EV);
    Run.RUN.set(run, "internal.ndata", 0);
    return Outcome.EXIT;
  }

  /**
   * KVM_INTERNAL_ERROR_EMULATION.
   *
   * @param bytes what could be fetched of the instruction; with none, nothing is said of bytes
   * @param info what the vendor module tells of the exit
   */
  static void exit(Vcpu vcpu, List<Byte> bytes, long[] info) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_INTERNAL_ERROR);
    Run.RUN.set(run, "internal.suberror", RunBits.KVM_INTERNAL_ERROR_EMULATION);
    Run.RUN.set(run, "emulation_failure.flags", 0);
    int first = 1;
    if (!bytes.isEmpty()) {
      Run.RUN.set(
          run,
          "emulation_failure.flags",
          RunBits.KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES);
      MemorySegment fields = run.asSlice(INSN_SIZE, INSN_FIELDS).fill(NOP);
      fields.set(JAVA_BYTE, 0, (byte) bytes.size());
      for (int i = 0; i < bytes.size(); i++) {
        fields.set(JAVA_BYTE, 1 + i, bytes.get(i));
      }
      first += INSN_FIELDS / Long.BYTES;
    }
    for (int i = 0; i < info.length; i++) {
      vcpu.run().u64(DATA + (long) (first + i) * Long.BYTES, info[i]);
    }
    Run.RUN.set(run, "internal.ndata", first + info.length);
  }
}
