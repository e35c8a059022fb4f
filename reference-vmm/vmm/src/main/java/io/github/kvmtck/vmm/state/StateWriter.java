package io.github.kvmtck.vmm.state;

import io.github.kvmtck.vmm.memory.Ram;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a machine: to a file, or to another process while the guest still runs.
 *
 * <pre>
 *   magic (8)  version (4)
 *   CONFIG length bytes          what kind of machine it is
 *   PAGE number bytes (4096)     any number of times; a later one of a number counts
 *   STATE length bytes           what it is, apart from its memory
 *   END crc (8)                  CRC-32C of all before it
 * </pre>
 *
 * <p>Numbers are big-endian. Memory that has no page is zero.
 */
public final class StateWriter {
  static final byte[] MAGIC = "KVMTCKVM".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  /** Of memory, in bytes. */
  public static final int PAGE_SIZE = 4096;

  static final int CONFIG = 'C';
  static final int PAGE = 'P';
  static final int STATE = 'S';
  static final int END = 'E';

  private final CRC32C sum = new CRC32C();
  private final DataOutputStream out;
  private long pages;

  public StateWriter(OutputStream to, Sections config) throws IOException {
    out = new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(to, 1 << 16), sum));
    out.write(MAGIC);
    out.writeInt(VERSION);
    section(CONFIG, config);
  }

  /** Writes those pages of memory, as they are now. */
  public void pages(Ram ram, BitSet numbers) throws IOException {
    for (int page = numbers.nextSetBit(0); page >= 0; page = numbers.nextSetBit(page + 1)) {
      page(ram, page);
    }
  }

  /** Writes every page that is not zero. */
  public void allPages(Ram ram) throws IOException {
    for (long page = 0; page < ram.size() / PAGE_SIZE; page++) {
      byte[] bytes = ram.read(page * PAGE_SIZE, PAGE_SIZE);
      if (!isZero(bytes)) {
        write(page, bytes);
      }
    }
  }

  /** Writes what is not memory, and the end. */
  public void end(Sections state) throws IOException {
    section(STATE, state);
    out.writeByte(END);
    out.writeLong(sum.getValue());
    out.flush();
  }

  /** How many pages were written. */
  public long pages() {
    return pages;
  }

  private void page(Ram ram, long page) throws IOException {
    write(page, ram.read(page * PAGE_SIZE, PAGE_SIZE));
  }

  private void write(long page, byte[] bytes) throws IOException {
    out.writeByte(PAGE);
    out.writeLong(page);
    out.write(bytes);
    pages++;
  }

  private void section(int tag, Sections sections) throws IOException {
    byte[] bytes = sections.bytes();
    out.writeByte(tag);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
