package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Decoded;
import io.github.kvmtck.x86.isa.Decoder;
import io.github.kvmtck.x86.isa.Insn;
import java.util.ArrayList;
import java.util.List;

/** Fetches and decodes one instruction, byte sources and limits respected. */
public final class Fetcher {
  private static final int PAGE_SIZE = 4096;

  private final Cpu cpu;
  private final Decoder decoder;
  private final byte[] buffer = new byte[Decoder.MAX_LENGTH];
  private long missing;
  private int had;

  public Fetcher(Cpu cpu, Decoder decoder) {
    this.cpu = cpu;
    this.decoder = decoder;
  }

  /**
   * The instruction at CS:RIP.
   *
   * @throws Abandon with #UD, #GP (limit, length) or #PF; NO_CODE where no RAM is, described by
   *     {@link #missingAddress} and {@link #bytesBefore}
   */
  public Insn next() {
    long allowed = cpu.segments.codeLimit() - cpu.rip + 1;
    boolean limited = cpu.segments.codeBits() != 64;
    if (limited && allowed <= 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    int wanted = limited ? (int) Math.min(allowed, Decoder.MAX_LENGTH) : Decoder.MAX_LENGTH;
    long linear = linear(cpu, cpu.rip);
    int here = Math.min(wanted, PAGE_SIZE - (int) (linear & PAGE_SIZE - 1));
    had = read(linear, 0, here);
    Decoded decoded = decoder.decode(buffer, 0, had, cpu.segments.codeBits());
    if (decoded instanceof Decoded.Incomplete && had == here && here < wanted) {
      had += read(linear(cpu, cpu.rip + here), here, wanted - here);
      decoded = decoder.decode(buffer, 0, had, cpu.segments.codeBits());
    }
    return switch (decoded) {
      case Insn insn -> insn;
      case Decoded.Undefined _ -> throw cpu.fault(Vector.UD);
      case Decoded.TooLong _ -> throw cpu.fault(Vector.GP, 0);
      case Decoded.Incomplete _ -> {
        if (had == wanted) {
          throw cpu.fault(Vector.GP, 0);
        }
        throw Abandon.NO_CODE;
      }
    };
  }

  /** Linear address of a code offset. */
  static long linear(Cpu cpu, long rip) {
    boolean flat = cpu.segments.codeBits() == 64;
    return flat ? rip : cpu.segments.effectiveBase(Segment.CS) + rip & 0xffffffffL;
  }

  private int read(long linear, int at, int length) {
    long host = cpu.memory.codeHost(linear);
    if (host == Bus.NOT_RAM) {
      missing = cpu.memory.translateCode(linear);
      int read = cpu.bus.fetch(missing, buffer, at, length);
      missing += read;
      return read;
    }
    for (int i = 0; i < length; i++) {
      buffer[at + i] = (byte) HostMemory.get8(host + i);
    }
    return length;
  }

  /** Guest-physical address of the first byte that was not there. */
  public long missingAddress() {
    return missing;
  }

  /** The bytes of the instruction that were there. */
  public List<Byte> bytesBefore() {
    List<Byte> bytes = new ArrayList<>();
    for (int i = 0; i < had; i++) {
      bytes.add(buffer[i]);
    }
    return List.copyOf(bytes);
  }
}
