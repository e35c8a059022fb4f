package io.github.kvmtck.x86;

import io.github.kvmtck.x86.isa.Insn;
import java.util.List;

/** Why a run ended. Unless said otherwise the processor is at an instruction boundary. */
public sealed interface Stop {

  /** The instruction budget is used up; also what resuming answers when the instruction is done. */
  Stop BUDGET = new Simple("budget");

  /** Another thread called {@code Boundary.attention()}. */
  Stop ATTENTION = new Simple("attention");

  /** The bus called {@code Cpu.stopAfter()}; the instruction or iteration has completed. */
  Stop ASKED = new Simple("asked");

  /** HLT was executed; RIP is behind it and {@code events.halted()} is set. */
  Stop HALTED = new Simple("halted");

  /** Triple fault. */
  Stop SHUTDOWN = new Simple("shutdown");

  /** {@code Processor.watchInterruptWindow} is on, and an interrupt could be injected now. */
  Stop WINDOW = new Simple("interrupt window");

  /**
   * The bus suspended a read that delivering an event needs (an IVT outside RAM); the event is
   * still pending: answer, and run again.
   */
  Stop DELIVERY_SUSPENDED = new Simple("delivery suspended");

  /** A stop that says all by its identity. */
  record Simple(String name) implements Stop {}

  /**
   * The bus suspended an instruction: nothing of it has happened. Answer it and {@code resume}, or
   * finish it by hand by setting RIP to {@link #next}.
   *
   * @param insn decoded once: resuming executes this, whatever memory holds by then
   * @param rip where it stands
   */
  record Suspended(Insn insn, long rip) implements Stop {
    /** Instruction pointer behind the instruction. */
    public long next() {
      return rip + insn.length();
    }
  }

  /**
   * Debugging on behalf of the owner (KVM_SET_GUEST_DEBUG): the guest does not see it.
   *
   * @param vector 1 for #DB, 3 for INT3
   * @param pc linear address: of the next instruction for #DB, of the INT3 itself for INT3
   * @param dr6 what DR6 would have become
   * @param dr7 the DR7 that was in force
   */
  record Debug(int vector, long pc, long dr6, long dr7) implements Stop {}

  /**
   * The next instruction could not be fetched because it is not in RAM. Nothing has changed.
   *
   * @param address guest-physical address of the first missing byte
   * @param bytes the bytes of the instruction before it; empty if there are none
   */
  record NoCode(long address, List<Byte> bytes) implements Stop {}

  /**
   * RAM without backing was accessed; nothing of the instruction has happened.
   *
   * @param address guest-physical
   */
  record Unreachable(long address) implements Stop {}
}
