package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.HYPERCALL_RET;
import static io.github.kvmtck.api.uapi.RunOffsets.MMIO_DATA;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_DATA;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_ERROR;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;

/** The completion callbacks: what each pending operation does on re-entry. */
final class Completion {
  private static final long LOW_32 = 0xffff_ffffL;

  private Completion() {}

  static Outcome finish(Vcpu vcpu, Pending pending) {
    return switch (pending) {
      case Pending.FastIn in -> fastIn(vcpu, in);
      case Pending.FastOut out -> fastOut(vcpu, out);
      case Pending.SkippedOut _ -> Outcome.CONTINUE;
      case Pending.Reexecute again -> reexecute(vcpu, again);
      case Pending.MmioWrite write -> nextPiece(vcpu, write);
      case Pending.MsrRead read -> readMsr(vcpu, read);
      case Pending.MsrWrite write -> msrDone(vcpu, write.nextRip());
      case Pending.Hypercall call -> hypercall(vcpu, call);
      case Pending.HypervCall(HypervInput call, int length) ->
          vcpu.vm().system().hypervCalls().complete(vcpu, call, length);
    };
  }

  /** complete_fast_pio_in: less than 4 bytes merge into RAX, 4 bytes clear the upper half. */
  private static Outcome fastIn(Vcpu vcpu, Pending.FastIn in) {
    if (Skip.linearRip(vcpu.cpu()) != in.linearRip()) {
      return Outcome.CONTINUE;
    }
    long data = vcpu.run().number(RunPage.PIO_DATA, in.size());
    vcpu.cpu().put(Gpr.RAX, in.size() * 8, data);
    return Skip.to(vcpu, in.nextRip());
  }

  /** complete_fast_pio_out. */
  private static Outcome fastOut(Vcpu vcpu, Pending.FastOut out) {
    return Skip.linearRip(vcpu.cpu()) == out.linearRip()
        ? Skip.to(vcpu, out.nextRip())
        : Outcome.CONTINUE;
  }

  /** complete_emulated_pio and complete_emulated_mmio of a read. */
  private static Outcome reexecute(Vcpu vcpu, Pending.Reexecute again) {
    vcpu.bus().replay().answer(again.question(), answer(vcpu, again.question()));
    Cpu cpu = vcpu.cpu();
    long[] written = vcpu.settings().registersWritten() ? cpu.r.clone() : null;
    long count = cpu.r[Gpr.RCX];
    Stop stop = resume(vcpu, again.stop());
    while (stop instanceof Stop.Unreachable(long address)) {
      if (!PageFault.populate(vcpu, address)) {
        return Outcome.EINTR;
      }
      vcpu.bus().replay().rewind();
      stop = resume(vcpu, again.stop());
    }
    if (again.stop().insn().repeat() != 0 && cpu.r[Gpr.RCX] != count) {
      // The next iteration of a string instruction asks its own questions.
      vcpu.bus().replay().clear();
    }
    if (written != null && !(stop instanceof Stop.Suspended)) {
      EmulatorRegisters.keep(cpu, written, again);
    }
    return Exits.of(vcpu, stop);
  }

  /** The instruction is executed again with the answers that there are. */
  static Outcome again(Vcpu vcpu, Stop.Suspended stop) {
    vcpu.bus().replay().rewind();
    return Exits.of(vcpu, resume(vcpu, stop));
  }

  private static Stop resume(Vcpu vcpu, Stop.Suspended stop) {
    vcpu.bus().emulating(true);
    try {
      return vcpu.inGuestMode(() -> vcpu.processor().resume(stop));
    } finally {
      vcpu.bus().emulating(false);
    }
  }

  /** The data comes from where KVM put the question, as long as KVM recorded it to be. */
  private static byte[] answer(Vcpu vcpu, Question question) {
    return switch (question) {
      case Question.Port(int _, int size, int count, boolean _) ->
          bytes(vcpu.run(), RunPage.PIO_DATA, size * count);
      case Question.Mmio(long _, int length) -> bytes(vcpu.run(), MMIO_DATA, length);
      default -> throw new IllegalStateException("no instruction is re-executed for " + question);
    };
  }

  private static byte[] bytes(RunPage run, long offset, int length) {
    return run.pages().asSlice(offset, length).toArray(JAVA_BYTE);
  }

  /** complete_emulated_mmio of a write: the next fragment, or done. */
  private static Outcome nextPiece(Vcpu vcpu, Pending.MmioWrite write) {
    int next = write.current() + 1;
    return next < write.pieces().size()
        ? Exits.mmioWrite(vcpu, new Pending.MmioWrite(write.pieces(), next))
        : Outcome.CONTINUE;
  }

  private static Outcome readMsr(Vcpu vcpu, Pending.MsrRead read) {
    if (vcpu.run().u8(MSR_ERROR) == 0) {
      long data = vcpu.run().u64(MSR_DATA);
      vcpu.cpu().put(Gpr.RAX, 32, data);
      vcpu.cpu().put(Gpr.RDX, 32, data >>> 32);
    }
    return msrDone(vcpu, read.nextRip());
  }

  /** complete_emulated_insn_gp: the client may have refused the access. */
  private static Outcome msrDone(Vcpu vcpu, long nextRip) {
    if (vcpu.run().u8(MSR_ERROR) != 0) {
      vcpu.events().queue(QueuedException.withCode(Vector.GP, 0));
      return Outcome.CONTINUE;
    }
    return Skip.to(vcpu, nextRip);
  }

  /** complete_hypercall_exit: KVM does not pre-set ret, whatever is there reaches RAX. */
  private static Outcome hypercall(Vcpu vcpu, Pending.Hypercall call) {
    long ret = vcpu.run().u64(HYPERCALL_RET);
    vcpu.cpu().r[Gpr.RAX] = call.longMode() ? ret : ret & LOW_32;
    return Skip.to(vcpu, call.nextRip());
  }
}
