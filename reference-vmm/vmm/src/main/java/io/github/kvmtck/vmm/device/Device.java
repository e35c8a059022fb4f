package io.github.kvmtck.vmm.device;

/**
 * What the guest finds behind a range of ports or addresses. The bus calls it from one vCPU thread
 * at a time; what else calls it takes the same monitor, its own.
 */
public interface Device {

  /** By which its state is found again in a snapshot. */
  String name();

  /**
   * A read.
   *
   * @param offset from the start of its range, in bytes
   * @param size 1, 2, 4 or 8 bytes; an MMIO access may have any size up to 8
   * @return little-endian, in the low bytes
   */
  long read(long offset, int size);

  /** A write. */
  void write(long offset, int size, long value);

  /** All that it would have to be told to be the same again. */
  default byte[] save() {
    return new byte[0];
  }

  /** What {@link #save} gave. */
  default void restore(byte[] state) {}

  /** A snapshot was restored, and the machine is about to run. */
  default void restored() {}

  /** A device that has an interrupt line to the interrupt controller in KVM. */
  interface Interrupting extends Device {
    int irq();

    /** Whether the line is high. */
    boolean level();
  }
}
