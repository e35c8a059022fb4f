package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.steps.words.Data;
import java.util.stream.IntStream;

/**
 * Page tables in guest RAM from 0x7000 to 0xAFFF (SDM volume 3, sections 4.3 and 4.5). Large pages
 * map addresses one to one; in place of one of them there can be a table of 4 KiB pages, so that a
 * scenario gives addresses other places.
 */
enum PageTables {
  /** 32-bit paging: 4 GiB by pages of 4 MiB. */
  TWO_LEVEL(Integer.BYTES) {
    @Override
    long write(HostMemory ram) {
      directory(ram);
      return DIRECTORY;
    }
  },

  /** 4-level paging: the first GiB by pages of 2 MiB, at 0 and once more in the upper half. */
  FOUR_LEVEL(Long.BYTES) {
    @Override
    long write(HostMemory ram) {
      directory(ram);
      entry(ram, PML4, 0, PDPT);
      entry(ram, PML4, UPPER_HALF, PDPT);
      entry(ram, PDPT, 0, DIRECTORY);
      return PML4;
    }
  };

  private static final long TABLE = 0x7000;
  private static final long PML4 = 0x8000;
  private static final long PDPT = 0x9000;
  private static final long DIRECTORY = 0xA000;

  private static final int UPPER_HALF = 0x100;
  private static final long PRESENT_WRITABLE_USER = 7;
  private static final long LARGE = 1 << 7;

  private final int entryBytes;
  private final int entries;
  private final long largePage;

  PageTables(int entryBytes) {
    this.entryBytes = entryBytes;
    entries = Linux.PAGE_SIZE / entryBytes;
    largePage = (long) Linux.PAGE_SIZE * entries;
  }

  /** Maps addresses one to one; the value for CR3. */
  abstract long write(HostMemory ram);

  /**
   * Maps one page elsewhere. The others of its large page stay where they are.
   *
   * @throws IllegalStateException where a page of another large page was mapped before, because
   *     there is one table: the scenario is wrong
   */
  void map(HostMemory ram, long page, long frame) {
    int large = (int) (page / largePage);
    if (isLarge(ram, large)) {
      split(ram, large);
    }
    entry(ram, TABLE, (int) (page % largePage / Linux.PAGE_SIZE), frame);
  }

  private void split(HostMemory ram, int large) {
    if (!IntStream.range(0, entries).allMatch(index -> isLarge(ram, index))) {
      throw new IllegalStateException("the pages that are mapped elsewhere lie too far apart");
    }
    for (int i = 0; i < entries; i++) {
      entry(ram, TABLE, i, large * largePage + (long) i * Linux.PAGE_SIZE);
    }
    entry(ram, DIRECTORY, large, TABLE);
  }

  void directory(HostMemory ram) {
    for (int i = 0; i < entries; i++) {
      entry(ram, DIRECTORY, i, i * largePage | LARGE);
    }
  }

  private boolean isLarge(HostMemory ram, int index) {
    byte[] entry = ram.read(DIRECTORY + (long) index * entryBytes, entryBytes);
    return (Data.of(entry).value() & LARGE) != 0;
  }

  void entry(HostMemory ram, long table, int index, long address) {
    long value = address | PRESENT_WRITABLE_USER;
    ram.write(table + (long) index * entryBytes, Data.littleEndian(value, entryBytes));
  }
}
