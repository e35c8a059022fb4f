package io.github.kvmtck.x86.cpu;

/** The last x87 instruction that was not a control instruction (SDM vol. 1, 8.1.8 and 8.1.9). */
public final class FpuPointers {
  private int opcode;
  private int codeSelector;
  private int dataSelector;
  private long instruction;
  private long data;

  /** Low three bits of the first opcode byte, then the second. */
  public int opcode() {
    return opcode;
  }

  public void opcode(int value) {
    opcode = value & 0x7ff;
  }

  /** Offset of the instruction, prefixes included. */
  public long instruction() {
    return instruction;
  }

  public int codeSelector() {
    return codeSelector;
  }

  public void instruction(int selector, long offset) {
    codeSelector = selector & 0xffff;
    instruction = offset;
  }

  /** Offset of the operand that the last instruction with a memory operand had. */
  public long data() {
    return data;
  }

  public int dataSelector() {
    return dataSelector;
  }

  public void data(int selector, long offset) {
    dataSelector = selector & 0xffff;
    data = offset;
  }

  void clear() {
    opcode(0);
    instruction(0, 0);
    data(0, 0);
  }
}
