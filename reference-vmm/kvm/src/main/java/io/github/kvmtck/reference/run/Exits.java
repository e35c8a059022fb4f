package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.IO_COUNT;
import static io.github.kvmtck.api.uapi.RunOffsets.IO_DATA_OFFSET;
import static io.github.kvmtck.api.uapi.RunOffsets.IO_DIRECTION;
import static io.github.kvmtck.api.uapi.RunOffsets.IO_PORT;
import static io.github.kvmtck.api.uapi.RunOffsets.IO_SIZE;
import static io.github.kvmtck.api.uapi.RunOffsets.MMIO_DATA;
import static io.github.kvmtck.api.uapi.RunOffsets.MMIO_IS_WRITE;
import static io.github.kvmtck.api.uapi.RunOffsets.MMIO_LEN;
import static io.github.kvmtck.api.uapi.RunOffsets.MMIO_PHYS_ADDR;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_DATA;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_ERROR;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_INDEX;
import static io.github.kvmtck.api.uapi.RunOffsets.MSR_REASON;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.MmioPiece;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.PortIo;
import io.github.kvmtck.reference.kvm.PortWrite;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.x86.Stop;
import java.util.List;

/** handle_exit: what KVM makes of each reason for which the processor has stopped. */
final class Exits {
  private Exits() {}

  static Outcome of(Vcpu vcpu, Stop stop) {
    if (stop instanceof Stop.Suspended suspended) {
      return asked(vcpu, suspended, vcpu.bus().takeQuestion());
    }
    vcpu.bus().replay().clear();
    if (stop == Stop.BUDGET || stop == Stop.ATTENTION || stop == Stop.WINDOW) {
      return Outcome.CONTINUE;
    }
    if (stop == Stop.ASKED) {
      return completedWrite(vcpu);
    }
    if (stop == Stop.HALTED) {
      return Halt.halt(vcpu);
    }
    if (stop == Stop.SHUTDOWN) {
      vcpu.run().exitReason(ExitReason.KVM_EXIT_SHUTDOWN);
      return Outcome.EXIT;
    }
    if (stop == Stop.DELIVERY_SUSPENDED) {
      return EmulationFailure.delivery(vcpu);
    }
    return switch (stop) {
      case Stop.Debug(int vector, long pc, long dr6, long dr7) ->
          Halt.stepped(vcpu) == Outcome.EXIT
              ? Outcome.EXIT
              : Skip.debugExit(vcpu, vector, pc, dr6, dr7);
      case Stop.NoCode noCode -> vcpu.vm().system().faults().noCode(vcpu, noCode);
      case Stop.Unreachable(long address) -> PageFault.handle(vcpu, address);
      default -> throw new IllegalStateException("the processor stopped for " + stop);
    };
  }

  /** The instruction waits for an answer: tell userspace, and remember what re-entry will do. */
  private static Outcome asked(Vcpu vcpu, Stop.Suspended stop, Question question) {
    if (question instanceof Question.Mmio && Unknown.has(stop)) {
      return Unknown.fail(vcpu);
    }
    if (question instanceof Question.TaskPriority(boolean write)) {
      vcpu.interrupts().taskPriorityReport().tell(stop.rip(), write);
      return Completion.again(vcpu, stop);
    }
    PortIo portIo = vcpu.vm().system().portIo();
    Pending pending =
        switch (question) {
          case Question.Port(int port, int size, int count, boolean string) -> {
            io(vcpu, RunBits.KVM_EXIT_IO_IN, port, size, count);
            vcpu.run().pages().asSlice(RunPage.PIO_DATA, (long) size * count).fill((byte) 0);
            yield string ? new Pending.Reexecute(stop, question) : portIo.afterIn(vcpu, stop, size);
          }
          case Question.PortOut(int port, int size, long value) -> {
            out(vcpu, port, size, value);
            yield portIo.afterOut(vcpu, stop, port);
          }
          case Question.Mmio(long address, int length) -> {
            mmio(vcpu, address, length, false);
            yield new Pending.Reexecute(stop, question);
          }
          case Question.ReadMsr(int index, int reason) -> {
            msr(vcpu, ExitReason.KVM_EXIT_X86_RDMSR, index, 0, reason);
            yield new Pending.MsrRead(stop.next());
          }
          case Question.WriteMsr(int index, long value, int reason) -> {
            msr(vcpu, ExitReason.KVM_EXIT_X86_WRMSR, index, value, reason);
            yield new Pending.MsrWrite(stop.next());
          }
          case Question.TaskPriority _ ->
              throw new IllegalStateException("KVM answers " + question);
          case Question.Call() -> Hypercalls.exit(vcpu, stop);
          case Question.HypervCall(HypervInput call) -> HypervExit.exit(vcpu, stop, call);
        };
    vcpu.pending(pending);
    return Outcome.EXIT;
  }

  /** The instruction has completed and left a write for userspace. */
  private static Outcome completedWrite(Vcpu vcpu) {
    PortWrite port = vcpu.bus().takePortWrite();
    if (port != null) {
      out(vcpu, port.port(), port.size(), port.value());
      return Outcome.EXIT;
    }
    List<MmioPiece> pieces = vcpu.bus().takeWrites();
    if (!pieces.isEmpty()) {
      return mmioWrite(vcpu, new Pending.MmioWrite(pieces, 0));
    }
    // What the kernel has done by itself was a step too (kvm_vcpu_do_singlestep).
    Stop report = vcpu.processor().takeReport();
    return report == null ? Outcome.CONTINUE : of(vcpu, report);
  }

  /** KVM_EXIT_MMIO for one piece of a write; re-entry goes on with the next. */
  static Outcome mmioWrite(Vcpu vcpu, Pending.MmioWrite write) {
    MmioPiece piece = write.pieces().get(write.current());
    vcpu.run().number(MMIO_DATA, piece.length(), piece.value());
    mmio(vcpu, piece.address(), piece.length(), true);
    vcpu.pending(write);
    return Outcome.EXIT;
  }

  private static void mmio(Vcpu vcpu, long address, int length, boolean write) {
    RunPage run = vcpu.run();
    run.exitReason(ExitReason.KVM_EXIT_MMIO);
    run.u64(MMIO_PHYS_ADDR, address);
    run.u32(MMIO_LEN, length);
    run.u8(MMIO_IS_WRITE, write ? 1 : 0);
    vcpu.stats().count(Counter.MMIO_EXITS);
  }

  private static void out(Vcpu vcpu, int port, int size, long value) {
    vcpu.run().number(RunPage.PIO_DATA, size, value);
    io(vcpu, RunBits.KVM_EXIT_IO_OUT, port, size, 1);
  }

  private static void io(Vcpu vcpu, int direction, int port, int size, int count) {
    RunPage run = vcpu.run();
    run.exitReason(ExitReason.KVM_EXIT_IO);
    run.u8(IO_DIRECTION, direction);
    run.u8(IO_SIZE, size);
    run.u16(IO_PORT, port);
    run.u32(IO_COUNT, count);
    run.u64(IO_DATA_OFFSET, RunPage.PIO_DATA);
    vcpu.stats().count(Counter.IO_EXITS);
  }

  private static void msr(Vcpu vcpu, ExitReason exit, int index, long data, int reason) {
    RunPage run = vcpu.run();
    run.exitReason(exit);
    run.u64(MSR_ERROR, 0);
    run.u32(MSR_REASON, reason);
    run.u32(MSR_INDEX, index);
    run.u64(MSR_DATA, data);
  }
}
