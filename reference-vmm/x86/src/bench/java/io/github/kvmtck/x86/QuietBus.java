package io.github.kvmtck.x86;

import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A bus that costs nothing: RAM, and ports that suspend every IN once. */
final class QuietBus implements Bus {
  final MemorySegment ram = Arena.ofAuto().allocate(1 << 20, 4096);
  final Cpu cpu = new Cpu(this);
  boolean answered;

  @Override
  public long host(long page, Access access) {
    return page < ram.byteSize() ? ram.address() + page : NOT_RAM;
  }

  @Override
  public long portIn(int port, int size) {
    if (!answered) {
      cpu.suspend();
    }
    answered = false;
    return 5;
  }

  @Override
  public void portOut(int port, int size, long value) {
    cpu.stopAfter();
  }

  @Override
  public long read(long address, int length) {
    if (!answered) {
      cpu.suspend();
    }
    answered = false;
    return 5;
  }

  @Override
  public void write(long address, int length, long value) {
    cpu.stopAfter();
  }

  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    return 1;
  }

  @Override
  public void stringOut(int port, int size, long value) {}

  @Override
  public long readMsr(int index) {
    return 0;
  }

  @Override
  public void writeMsr(int index, long value) {}

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {}

  @Override
  public long timestamp() {
    return 0;
  }

  @Override
  public boolean resumeFromSmm() {
    return true;
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
