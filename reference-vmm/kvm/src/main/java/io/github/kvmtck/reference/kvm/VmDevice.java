package io.github.kvmtck.reference.kvm;

/** What answers accesses of guests in the kernel (struct kvm_io_device). */
public interface VmDevice {

  /** Which bus it is at. */
  enum Bus {
    MMIO,
    PORT,
    /** That of s390's channel devices, where no access of x86 goes. */
    VIRTIO_CCW
  }

  /** No answer: the access goes on to the next device, or to userspace. */
  long NOT_MINE = Long.MIN_VALUE;

  /**
   * A write of a guest.
   *
   * @return whether it was for this device
   */
  boolean write(Vcpu by, Bus bus, long address, int length, long value);

  /** A read of a guest; {@link #NOT_MINE} where it is not for this device. */
  default long read(Bus bus, long address, int length) {
    return NOT_MINE;
  }
}
