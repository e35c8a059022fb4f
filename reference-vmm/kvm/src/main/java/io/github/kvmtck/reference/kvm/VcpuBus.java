package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.memory.Reach;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
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
  /** struct kvm_run's I/O page holds so many bytes of a string instruction (KVM: 1024). */
  private static final int STRING_BYTES = 1024;

  private static final int PAGE = 4096;

  private final Vcpu vcpu;
  private final Replay replay = new Replay();
  private final List<MmioPiece> writes = new ArrayList<>();
  private @Nullable Question question;
  private @Nullable PortWrite portWrite;

  VcpuBus(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** A port write that has been accepted: the instruction completes, then the vCPU exits. */
  public record PortWrite(int port, int size, long value) {}

  private Cpu cpu() {
    return vcpu.cpu();
  }

  /** Answers of userspace to the instruction that is being executed again. */
  public Replay replay() {
    return replay;
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
    PortWrite taken = portWrite;
    portWrite = null;
    return taken;
  }

  /** The instruction will start over, so what it has written to devices so far it writes again. */
  private long ask(Question asked) {
    question = asked;
    writes.clear();
    cpu().suspend();
    return 0;
  }

  // --- memory ---

  @Override
  public long host(long page, Access access) {
    Memslot slot = vcpu.vm().memslots().find(page >>> 12);
    boolean write = access == Access.WRITE;
    if (slot != null && slot.invalid()) {
      return UNREACHABLE;
    }
    if (slot == null || write && slot.has(Memslots.KVM_MEM_READONLY)) {
      return NOT_RAM;
    }
    long gfn = page >>> 12;
    long reached = vcpu.vm().mm().reach(slot.userspaceAddress(gfn), write);
    if (reached == Reach.FAULT || reached == Reach.AWAITED) {
      return UNREACHABLE;
    }
    DirtyBitmap dirty = slot.dirty();
    if (write && dirty != null) {
      dirty.mark(gfn - slot.baseGfn());
    }
    return reached;
  }

  @Override
  public long read(long address, int length) {
    if (replay.hasNext()) {
      return replay.nextNumber();
    }
    return ask(new Question.Mmio(address, length));
  }

  @Override
  public void write(long address, int length, long value) {
    writes.add(new MmioPiece(address, length, value));
    cpu().stopAfter();
  }

  // --- ports ---

  @Override
  public long portIn(int port, int size) {
    return replay.hasNext() ? replay.nextNumber() : ask(new Question.Port(port, size, 1, false));
  }

  @Override
  public void portOut(int port, int size, long value) {
    if (vcpu.vm().system().portIo().outCompletesFirst(vcpu, port)) {
      completed(port, size, value);
    } else {
      ask(new Question.PortOut(port, size, value));
    }
  }

  /** The instruction emulator writes a port at the end of an instruction, whose state is final. */
  private void completed(int port, int size, long value) {
    portWrite = new PortWrite(port, size, value);
    cpu().stopAfter();
  }

  /**
   * pio_in_emulated: a burst ends at the page's edge, counted from the first unit's offset even
   * when it runs downwards (rule COMP-15).
   */
  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    if (replay.hasNext()) {
      return replay.nextBytes(into) / size;
    }
    int toEdge = (down ? pageOffset : PAGE - pageOffset) / size;
    long count = Math.min(Math.min(max, STRING_BYTES / size), toEdge);
    ask(new Question.Port(port, size, (int) Math.max(1, count), true));
    return 1;
  }

  @Override
  public void stringOut(int port, int size, long value) {
    completed(port, size, value);
  }

  // --- registers that the processor does not hold ---

  @Override
  public long readMsr(int index) {
    cpu().refuse();
    return 0;
  }

  @Override
  public void writeMsr(int index, long value) {
    cpu().refuse();
  }

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {}

  @Override
  public long timestamp() {
    return 0;
  }

  @Override
  public void hypercall() {}

  @Override
  public long readCr8() {
    return 0;
  }

  @Override
  public void writeCr8(long value) {}
}
