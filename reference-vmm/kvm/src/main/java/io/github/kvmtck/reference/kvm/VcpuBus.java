package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.memory.Reach;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.msr.MsrAnswer;
import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside the processor of one vCPU. What only userspace can answer becomes a {@link
 * Question} and suspends the instruction; when the instruction is executed again, what was answered
 * before comes from {@link Replay}.
 */
public final class VcpuBus implements Bus {
  /** IA32_TSC_AUX. */
  private static final int TSC_AUX = 0xc000_0103;

  private final Vcpu vcpu;
  private final InKernel inKernel;
  private final PortAccess ports;
  private final MsrAccess msrs;
  private final CopiedMemory copied;
  private final Replay replay = new Replay();
  private final List<MmioPiece> writes = new ArrayList<>();
  private @Nullable Question question;
  private boolean emulating;
  private boolean closed;

  VcpuBus(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.inKernel = new InKernel(vcpu);
    this.ports = new PortAccess(vcpu, inKernel);
    this.msrs = new MsrAccess(vcpu);
    this.copied = new CopiedMemory(vcpu);
  }

  private Cpu cpu() {
    return vcpu.cpu();
  }

  /** Answers of userspace to the instruction that is being executed again. */
  public Replay replay() {
    return replay;
  }

  /**
   * While KVM's emulator finishes an instruction there is no EFAULT: memory that it cannot reach is
   * a device to it (emulator_read_write_onepage).
   */
  public void emulating(boolean on) {
    emulating = on;
  }

  /**
   * What the suspended instruction asked. Asking takes it.
   *
   * @throws IllegalStateException where nothing was asked
   */
  public Question takeQuestion() {
    Question asked = question;
    if (asked == null) {
      throw new IllegalStateException("the processor is suspended, but nothing was asked");
    }
    question = null;
    return asked;
  }

  /** The MMIO writes of the instruction that has completed, in order; taken. */
  public List<MmioPiece> takeWrites() {
    List<MmioPiece> taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  /** The port write of the instruction that has completed; taken, null where there is none. */
  public @Nullable PortWrite takePortWrite() {
    return ports.takeWrite();
  }

  /** Whether the last access to memory met a slot that was not open. */
  public boolean metClosedSlot() {
    return closed;
  }

  /** The instruction will start over, so what it has written to devices so far it writes again. */
  long ask(Question asked) {
    question = asked;
    writes.clear();
    cpu().suspend();
    return 0;
  }

  /** The same where only leaving the instruction at once will do: in the middle of a write. */
  Abandon suspended(Question asked) {
    question = asked;
    writes.clear();
    return Abandon.SUSPENDED;
  }

  // --- memory ---

  @Override
  public long host(long page, Access access) {
    if (access == Access.READ && emulating && replay.nextIsFrom(page)) {
      return NOT_RAM;
    }
    Memslot slot = vcpu.memslots().find(page >>> 12);
    boolean write = access == Access.WRITE;
    closed = slot != null && !vcpu.vm().system().slotAccess().open(slot);
    if (closed) {
      return emulating ? NOT_RAM : UNREACHABLE;
    }
    if (slot == null || write && slot.has(Memslots.KVM_MEM_READONLY)) {
      return NOT_RAM;
    }
    long gfn = page >>> 12;
    long reached = vcpu.vm().mm().reach(slot.userspaceAddress(gfn), write);
    boolean copy = reached == Reach.FAULT && copied.has(page, write);
    if (!copy && (reached == Reach.FAULT || reached == Reach.AWAITED)) {
      return emulating && reached == Reach.FAULT ? NOT_RAM : UNREACHABLE;
    }
    if (write) {
      vcpu.vm().system().dirtyLog().mapped(vcpu, slot, gfn);
    }
    return copy ? NOT_RAM : reached;
  }

  @Override
  public boolean copies(long page) {
    return copied.has(page, false);
  }

  @Override
  public boolean exchange(long address, int length, long expected, long value) {
    return copied.has(address, true)
        ? copied.exchange(address, length, expected, value)
        : Bus.super.exchange(address, length, expected, value);
  }

  @Override
  public int fetch(long address, byte[] into, int offset, int length) {
    return copied.has(address, false) ? copied.fetch(address, into, offset, length) : 0;
  }

  @Override
  public long read(long address, int length) {
    if (copied.has(address, false)) {
      return copied.read(address, length);
    }
    if (replay.hasNext()) {
      return replay.nextNumber();
    }
    long here = inKernel.read(address, length);
    return here != VmDevice.NOT_MINE ? here : ask(new Question.Mmio(address, length));
  }

  @Override
  public void write(long address, int length, long value) {
    if (copied.has(address, true)) {
      copied.write(address, length, value);
      return;
    }
    if (inKernel.write(address, length, value)) {
      return;
    }
    writes.add(new MmioPiece(address, length, value));
    cpu().stopAfter();
  }

  // --- ports ---

  @Override
  public long portIn(int port, int size) {
    return ports.in(port, size);
  }

  @Override
  public void portOut(int port, int size, long value) {
    ports.out(port, size, value);
  }

  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    return ports.stringIn(port, size, max, down, pageOffset, into);
  }

  @Override
  public void stringOut(int port, int size, long value) {
    ports.stringOut(port, size, value);
  }

  // --- registers that the processor does not hold ---

  @Override
  public long readMsr(int index) {
    return msrs.read(index);
  }

  @Override
  public void writeMsr(int index, long value) {
    msrs.write(index, value);
  }

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {
    CpuidInstruction.execute(vcpu, leaf, subleaf, into);
  }

  @Override
  public long timestamp() {
    vcpu.vm().clock().advance(1);
    return vcpu.msrs().tsc().get();
  }

  @Override
  public int timestampAux() {
    VcpuMsrs all = vcpu.msrs();
    return all.canRead(TSC_AUX) == MsrAnswer.DONE ? (int) all.value(TSC_AUX) : 0;
  }

  @Override
  public boolean resumeFromSmm() {
    if (!vcpu.smm().active()) {
      cpu().refuse();
      return true;
    }
    // What was latched in SMM is looked at before the next instruction.
    cpu().stopAfter();
    return vcpu.smm().resume();
  }

  @Override
  public void monitor() {
    if (!CpuidInstruction.monitors(vcpu)) {
      cpu().refuse();
    }
  }

  @Override
  public void hypercall() {
    Question asked = Hypercall.make(vcpu);
    if (asked != null) {
      ask(asked);
    }
  }

  @Override
  public long readCr8() {
    return vcpu.interrupts().cr8();
  }

  @Override
  public void writeCr8(long value) {
    if (!vcpu.interrupts().cr8(value)) {
      cpu().refuse();
    }
  }
}
