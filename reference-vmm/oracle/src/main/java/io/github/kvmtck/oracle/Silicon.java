package io.github.kvmtck.oracle;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.linux.MachineCode;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Signal.Disposition;
import io.github.kvmtck.x86.asm.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Executes cases on the processor of this machine. Used by one thread, whose signal mask and
 * alternate stack it takes; the handlers of the process for faults are replaced for good.
 */
final class Silicon {
  /** Bases to try: where a JVM puts its own mappings is random. */
  private static final List<Long> BASES =
      List.of(0x1000_0000L, 0x2000_0000L, 0x3000_0000L, 0x4000_0000L, 0x5000_0000L, 0x6000_0000L);

  /** SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV. */
  private static final List<Integer> FAULTS = List.of(4, 5, 7, 8, 11);

  private static final int RWX = Mman.PROT_READ | Mman.PROT_WRITE | Mman.PROT_EXEC;

  private final Width width;
  private final Places places;
  private final MemorySegment memory;
  private final Program code;

  Silicon(Width width) {
    this.width = width;
    places = map();
    memory = Mman.view(places.base(), Places.SIZE, Arena.global());
    if (width == Width.PROTECTED) {
      LocalDescriptors.set(width.codeSelector(), width.codeBase(places), true);
      LocalDescriptors.set(width.dataSelector(), width.dataBase(places), false);
    }
    code = new Trampoline(places, width).assemble();
    put(code.origin(), code.bytes());
    catchFaults();
    protect();
  }

  private static Places map() {
    int flags = Mman.MAP_PRIVATE | Mman.MAP_ANONYMOUS | Mman.MAP_FIXED_NOREPLACE;
    for (long base : BASES) {
      if (Mman.mmap(base, Places.SIZE, RWX, flags, -1, 0) == base) {
        return new Places(base);
      }
    }
    throw new IllegalStateException("none of the addresses below 2 GiB is free: " + BASES);
  }

  private void catchFaults() {
    long set = 0;
    for (int signal : FAULTS) {
      set |= Signal.set(signal);
      Disposition old = Signal.action(signal, Disposition.code(code.label("handler")));
      long slot = places.control(Trampoline.OLD_HANDLERS) + 8L * signal;
      memory.set(JAVA_LONG, slot - places.base(), old.handler());
    }
    Signal.alternateStack(places.alternateStack(), Places.ALTERNATE_STACK_SIZE);
    Signal.mask(Signal.SIG_SETMASK, ~set);
  }

  /** Pages are touched first: one that was never there faults as absent, whatever its rights. */
  private void protect() {
    for (long page = 0; page < 4; page++) {
      memory.set(JAVA_LONG, places.data() + page * Places.PAGE - places.base(), 0);
    }
    Mman.mprotect(places.readOnly(), Places.PAGE, Mman.PROT_READ);
    Mman.mprotect(places.absent(), Places.PAGE, Mman.PROT_NONE);
  }

  Width width() {
    return width;
  }

  Places places() {
    return places;
  }

  /** Where a case ends that does not jump, and where one ends that does. */
  long end() {
    return code.label("end");
  }

  long landed() {
    return code.label("landed");
  }

  Case record(int n) {
    return new Case(memory.asSlice(places.record(n) - places.base(), Case.SIZE));
  }

  void put(long address, byte[] bytes) {
    MemorySegment.copy(
        MemorySegment.ofArray(bytes), 0, memory, address - places.base(), bytes.length);
  }

  /** Copies bytes to where a case may find them. */
  void put(long address, MemorySegment bytes) {
    memory.asSlice(address - places.base(), bytes.byteSize()).copyFrom(bytes);
  }

  long get(long address) {
    return memory.get(JAVA_LONG, address - places.base());
  }

  void put(long address, long value) {
    memory.set(JAVA_LONG, address - places.base(), value);
  }

  MemorySegment window(long address, int size) {
    return memory.asSlice(address - places.base(), size);
  }

  /** Executes {@code count} records. */
  void execute(int from, int count) {
    put(places.control(Trampoline.CURRENT), places.record(from));
    put(places.control(Trampoline.LEFT), count);
    MachineCode.call(code.label("start"));
  }
}
