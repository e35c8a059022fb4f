package io.github.kvmtck.x86.cpu;

/** The stack: SS at RSP, in the width that the stack segment has. */
public final class Stack {
  private final Cpu cpu;
  private final Segments segments;
  private final Memory memory;

  Stack(Cpu cpu) {
    this.cpu = cpu;
    segments = cpu.segments;
    memory = cpu.memory;
  }

  /** Pushes {@code bits}; nothing has changed if it faults. */
  public void push(int bits, long value) {
    long mask = segments.stackMask();
    long sp = cpu.r[Gpr.RSP] - (bits >> 3) & mask;
    memory.store(Segment.SS, sp, bits, value);
    cpu.r[Gpr.RSP] = cpu.r[Gpr.RSP] & ~mask | sp;
  }

  /** Pushes several values; nothing has changed if one faults. */
  public void pushAll(int bits, long... values) {
    long before = cpu.r[Gpr.RSP];
    try {
      for (long value : values) {
        push(bits, value);
      }
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = before;
      throw abandon;
    }
  }

  /** Raises whatever a write to the top of the stack would raise. */
  public void probe(int bits) {
    memory.probe(Segment.SS, cpu.r[Gpr.RSP] & segments.stackMask(), bits >> 3);
  }

  /** Reads the {@code index}th operand-size item from the top of the stack. */
  public long peek(int bits, int index) {
    long mask = segments.stackMask();
    return memory.load(Segment.SS, cpu.r[Gpr.RSP] + (long) index * (bits >> 3) & mask, bits);
  }

  /** Reads {@code bits} that lie {@code bytes} above the top of the stack. */
  long peekAt(int bits, int bytes) {
    return memory.load(Segment.SS, cpu.r[Gpr.RSP] + bytes & segments.stackMask(), bits);
  }

  /** Pops {@code bytes} whose values were peeked before. */
  public void drop(int bytes) {
    long mask = segments.stackMask();
    cpu.r[Gpr.RSP] = cpu.r[Gpr.RSP] & ~mask | cpu.r[Gpr.RSP] + bytes & mask;
  }

  public long pop(int bits) {
    long value = peek(bits, 0);
    drop(bits >> 3);
    return value;
  }
}
