package io.github.kvmtck.vmm;

import io.github.kvmtck.api.uapi.Linux;
import java.util.Arrays;

/**
 * A flat image: bytes, where they go, and how the processor starts at the first of them.
 *
 * @param address guest physical, of the first byte and of the first instruction
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares images
public record Image(byte[] bytes, long address, Entry entry) {
  /** Where a PC puts the first sector of a disk. */
  public static final long BOOT_SECTOR = 0x7c00;

  /** How the first instruction is executed. */
  public enum Entry {
    /** 16 bits; segments as a PC has them at a boot sector, or the image's own paragraph. */
    REAL,
    /** 32 bits, flat segments, no paging. */
    PROTECTED,
    /** 64 bits, the first 4 GiB mapped as they are. */
    LONG
  }

  public Image {
    bytes = Arrays.copyOf(bytes, bytes.length);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("The image is empty.");
    }
    if (entry == Entry.REAL && address > 0xfffffL) {
      throw new IllegalArgumentException(
          "An image in real mode starts below 1 MiB, and not at 0x%x.".formatted(address));
    }
    if (address < 0 || address % 16 != 0) {
      throw new IllegalArgumentException(
          "An image starts at a multiple of 16, and not at 0x%x.".formatted(address));
    }
  }

  /** In real mode at 0x7c00. */
  public static Image bootSector(byte... bytes) {
    return new Image(bytes, BOOT_SECTOR, Entry.REAL);
  }

  /** The address behind the last byte, on a page boundary. */
  long end() {
    return address + bytes.length + Linux.PAGE_SIZE - 1 & -Linux.PAGE_SIZE;
  }
}
