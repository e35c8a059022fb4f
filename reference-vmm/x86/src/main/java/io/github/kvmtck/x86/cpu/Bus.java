package io.github.kvmtck.x86.cpu;

/**
 * Everything outside one processor, as the processor asks for it; implemented by the KVM model, one
 * instance for each {@link Cpu}, called only on the thread that runs it.
 *
 * <p><b>Answers other than a value.</b> While a method of this interface runs, it may call one of
 * these on its {@link Cpu} and return anything:
 *
 * <ul>
 *   <li>{@link Cpu#suspend()}: "not now". The instruction is abandoned without any architectural
 *       change (a repeated string instruction: as before the current iteration) and the run ends
 *       with {@code Stop.Suspended}. When the owner resumes it, the same decoded instruction is
 *       executed again from its start and asks the same questions in the same order, so the bus
 *       answers those it has answered before from its own log. Allowed in {@link #read}, {@link
 *       #portIn}, {@link #portOut}, {@link #stringIn}, {@link #stringOut}, {@link #readMsr}, {@link
 *       #writeMsr} and {@link #hypercall}; never in {@link #write}.
 *   <li>{@link Cpu#stopAfter()}: the answer counts, and the run ends with {@code Stop.ASKED} after
 *       this instruction (this iteration of a repeated one) has completed.
 *   <li>{@link Cpu#refuse()}: #GP(0), in {@link #readMsr}, {@link #writeMsr} and {@link #writeCr8};
 *       #UD in {@link #hypercall}, {@link #monitor} and {@link #resumeFromSmm}.
 * </ul>
 */
public interface Bus {

  /** {@link #host}: not RAM for this access; {@link #read}, {@link #write} or {@link #fetch} it. */
  long NOT_RAM = 0;

  /**
   * {@link #host}: RAM whose backing cannot be reached; ends the run with {@code Stop.Unreachable}.
   */
  long UNREACHABLE = -1;

  /**
   * Where a guest-physical page is in this process.
   *
   * <p>The processor keeps a positive answer, separately for reads and writes, until {@link
   * Cpu#flushTranslations()}: the memory behind it must stay mapped, for reading and (after {@link
   * Access#WRITE}) for writing, until that was called on every processor that may have asked. A
   * dirty log records the page when it answers {@link Access#WRITE}, and flushes when it is
   * cleared.
   *
   * @param page guest-physical address of the page, a multiple of 4096
   * @return the host address of its first byte, or {@link #NOT_RAM}, or {@link #UNREACHABLE}
   */
  long host(long page, Access access);

  /**
   * Reads from what {@link #host} calls not RAM. An access that crosses a page or is longer than 8
   * bytes arrives as consecutive pieces in ascending order, each inside one page and at most 8
   * bytes (COMP-19, COMP-20).
   *
   * @return the bytes, little-endian in the low {@code length * 8} bits
   */
  long read(long address, int length);

  /** Writes to what {@link #host} calls not RAM, in pieces as for {@link #read}. */
  void write(long address, int length, long value);

  /**
   * Instruction bytes from what {@link #host} calls not RAM for {@link Access#FETCH}: memory that
   * this process cannot map. Nothing executes from a device.
   *
   * @return how many bytes at {@code address} could be read, at most {@code length}; 0 by default
   */
  default int fetch(long address, byte[] into, int offset, int length) {
    return 0;
  }

  /**
   * Whether what {@link #host} calls not RAM is RAM all the same, which this process cannot map:
   * {@link #read}, {@link #write} and {@link #exchange} copy it at once, and page tables may be
   * there.
   */
  default boolean copies(long page) {
    return false;
  }

  /**
   * How a locked instruction ends in what {@link #host} calls not RAM: in a device by a write.
   *
   * @return whether {@code expected} was still there
   */
  default boolean exchange(long address, int length, long expected, long value) {
    write(address, length, value);
    return true;
  }

  /** IN. {@code size} is 1, 2 or 4 bytes. */
  long portIn(int port, int size);

  /** OUT. When it suspends, the owner finishes by {@code Stop.Suspended.next()}. */
  void portOut(int port, int size, long value);

  /**
   * INS: up to {@code max} units (all that is left of a REP and fits the segment). The bus decides
   * how many it gives; KVM's rule is {@code min(max, bytes to the page's edge, 1024 / size)}, at
   * least 1.
   *
   * @param down the direction flag
   * @param pageOffset offset of the first unit in its page
   * @param into receives the units, packed; {@link Cpu#STRING_BUFFER} bytes
   * @return the number of units in {@code into}, at least 1
   */
  int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into);

  /** One unit of OUTS. */
  void stringOut(int port, int size, long value);

  /**
   * RDMSR. Every register is asked for here, so that the owner can filter: EFER is in {@link
   * Control}, the bases of FS and GS are in {@link Segments}.
   */
  long readMsr(int index);

  /** WRMSR; what the processor holds, the owner sets there. */
  void writeMsr(int index, long value);

  /** CPUID. {@code into} receives EAX, EBX, ECX, EDX. */
  void cpuid(int leaf, int subleaf, int[] into);

  /** RDTSC. */
  long timestamp();

  /** IA32_TSC_AUX as RDTSCP and RDPID give it, which no filter of registers sees; 0 by default. */
  default int timestampAux() {
    return 0;
  }

  /**
   * RSM. The owner loads the state that was saved when system management mode was entered; outside
   * of it it refuses.
   *
   * @return false where there is no such state: the processor shuts down
   */
  boolean resumeFromSmm();

  /** MONITOR or MWAIT is executed, at CPL 0; refused where there is none. */
  default void monitor() {}

  /** VMCALL or VMMCALL; arguments and result are in the registers. */
  void hypercall();

  /** MOV from CR8: the task priority, 0 to 15. */
  long readCr8();

  /** MOV to CR8. */
  void writeCr8(long value);
}
