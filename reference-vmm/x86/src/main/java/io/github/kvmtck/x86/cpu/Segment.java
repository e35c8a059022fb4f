package io.github.kvmtck.x86.cpu;

/**
 * A segment register with its hidden part, as KVM_GET_SREGS and the VMCS show it.
 *
 * @param selector 16 bits
 * @param base linear address
 * @param limit highest offset in bytes (already scaled by granularity)
 * @param attributes access rights in VMX layout: type 0-3, S 4, DPL 5-6, P 7, AVL 12, L 13, D/B 14,
 *     G 15, unusable 16
 */
public record Segment(int selector, long base, long limit, int attributes) {
  public static final int ES = 0;
  public static final int CS = 1;
  public static final int SS = 2;
  public static final int DS = 3;
  public static final int FS = 4;
  public static final int GS = 5;
  public static final int LDTR = 6;
  public static final int TR = 7;

  public static final int S = 1 << 4;
  public static final int PRESENT = 1 << 7;
  public static final int LONG = 1 << 13;
  public static final int BIG = 1 << 14;
  public static final int UNUSABLE = 1 << 16;

  /** Present, writable, accessed data. */
  public static final int DATA = 0x93;

  /** Present, readable, accessed code. */
  public static final int CODE = 0x9b;

  /** What loading {@code selector} in real mode gives, apart from the limit, which stays. */
  public static Segment real(int selector) {
    return new Segment(selector & 0xffff, (long) (selector & 0xffff) << 4, 0xffff, DATA);
  }

  /** What loading {@code selector} in virtual-8086 mode gives. */
  static Segment virtual8086(int selector) {
    return new Segment(selector, (long) selector << 4, 0xffff, DATA | 3 << 5);
  }

  /** Which bits of RSP take part in stack operations outside 64-bit mode. */
  long stackMask() {
    return (attributes & BIG) != 0 ? 0xffffffffL : 0xffff;
  }

  /** Whether bytes of a data segment are inside its limit (SDM vol. 3, 6.3). */
  boolean holds(long offset, int length) {
    long last = offset + length - 1;
    boolean down = (attributes & 0xc) == 4;
    return down ? offset > limit && last <= stackMask() : last <= limit;
  }
}
