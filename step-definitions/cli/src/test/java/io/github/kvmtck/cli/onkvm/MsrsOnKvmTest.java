package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** MSRs as a client reads and writes them, value by value. */
class MsrsOnKvmTest {
  private static final int TSC = 0x10;

  private static final long[] VALUES = {
    0,
    1,
    2,
    0x7f,
    0x600,
    0x1006,
    0xfff,
    0xd01,
    1L << 31,
    0x12345678abcdL,
    0x800000000000L,
    0xffff800000000000L,
    0x0606060606060606L,
    0x0102030405060700L,
    -1
  };

  private static final String NARROW =
      "this host's linear addresses have 48 bits, those of the model's processor 57";

  /** What differs, and why. */
  private static final Map<Integer, String> EXPLAINED =
      Map.ofEntries(
          Map.entry(0x48, "IA32_SPEC_CTRL: the model's processor has no such bits"),
          Map.entry(0x8b, "the microcode revision of an Intel processor"),
          Map.entry(0x9e, "IA32_SMBASE: this host has no system management mode"),
          Map.entry(0x122, "IA32_TSX_CTRL: the model's processor has no TSX"),
          Map.entry(0x175, NARROW),
          Map.entry(0x176, NARROW),
          Map.entry(0x1d9, "IA32_DEBUGCTLMSR: the model's processor has no last branches"),
          Map.entry(0x277, "IA32_PAT: this host takes types that there are not"),
          Map.entry(0xda0, "IA32_XSS: the model's processor has no XSAVES"),
          Map.entry(0x40000000, "this host has no Hyper-V"),
          Map.entry(0x40000001, "this host has no Hyper-V"),
          Map.entry(0x40000002, "this host has no Hyper-V"),
          Map.entry(0x40000003, "this host has no Hyper-V"),
          Map.entry(0x4b564d02, "asynchronous page faults, which the model does not report"),
          Map.entry(0x4b564d06, "asynchronous page faults, which the model does not report"),
          Map.entry(0x4b564d07, "asynchronous page faults, which the model does not report"),
          Map.entry(0xc0000082, NARROW),
          Map.entry(0xc0000083, NARROW),
          Map.entry(0xc0000100, NARROW),
          Map.entry(0xc0000101, NARROW),
          Map.entry(0xc0000102, NARROW),
          Map.entry(0xc0000104, "AMD's: the model's processor is Intel's"),
          Map.entry(0xc0010010, "AMD's: the model's processor is Intel's"),
          Map.entry(0xc0010058, "AMD's: the model's processor is Intel's"),
          Map.entry(0xc0010117, "AMD's: the model's processor is Intel's"),
          Map.entry(0xc001011f, "AMD's: the model's processor is Intel's"));

  private static List<Integer> indices() {
    return Stream.of(
            IntStream.of(0, 1, TSC, 0x11, 0x12, 0x17, 0x1b, 0x2a, 0x2c, 0x34, 0x3a, 0x3b, 0xc1),
            IntStream.of(0xc2, 0xcd, 0xce, 0xe7, 0xe8, 0xfe, 0x10a, 0x140, 0x174, 0x175, 0x176),
            IntStream.of(0x179, 0x17a, 0x17b, 0x186, 0x198, 0x1a0, 0x1db, 0x1dc, 0x1fc, 0x200),
            IntStream.of(0x201, 0x20e, 0x20f, 0x210, 0x250, 0x258, 0x268, 0x26f, 0x2ff, 0x345),
            IntStream.of(0x38f, 0x400, 0x401, 0x402, 0x403, 0x47c, 0x47f, 0x480, 0x6e0, 0x802),
            IntStream.of(0xc0010015),
            IntStream.rangeClosed(0x4b564d00, 0x4b564d08),
            IntStream.rangeClosed(0xc0000080, 0xc0000084),
            IntStream.rangeClosed(0xc0000100, 0xc0000104),
            EXPLAINED.keySet().stream().mapToInt(Integer::intValue))
        .flatMap(IntStream::boxed)
        .distinct()
        .toList();
  }

  /** How many could be read, and the value: of the time stamp counter none, because time passes. */
  private static String read(Vcpu vcpu, int index) {
    var read = vcpu.getMsrs(List.of(index));
    boolean shown = read.result().value() == 1 && index != TSC;
    return read.result().value()
        + (shown ? " " + Long.toHexString(read.value().getFirst().data()) : "");
  }

  private static String answers(Machine machine, int index) {
    Vcpu vcpu = machine.vcpu();
    StringBuilder told = new StringBuilder(read(vcpu, index));
    for (long value : VALUES) {
      long written = vcpu.setMsrs(List.of(new Msr(index, value))).value();
      told.append(", %x: %d, %s".formatted(value, written, read(vcpu, index)));
    }
    return told.toString();
  }

  private static void start(Machine machine, boolean cpuid) {
    HostMemory ram = HostMemory.map(machine.client, 0x100000).value();
    machine.vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    if (cpuid) {
      machine.vcpu().setCpuid2(Machine.CPUID).orThrow();
    }
  }

  private static Set<Integer> different(boolean cpuid) {
    Set<Integer> different = new TreeSet<>();
    Machine.Pair pair = Machine.pair(MsrsOnKvmTest::prepare, 1);
    for (int index : indices()) {
      pair = pair.next(MsrsOnKvmTest::prepare, 1);
      pair.both().forEach(machine -> start(machine, cpuid));
      if (!answers(pair.model(), index).equals(answers(pair.real(), index))) {
        different.add(index);
      }
    }
    pair.close();
    return different;
  }

  private static void prepare(Vm vm) {
    vm.createIrqchip().orThrow();
  }

  @Test
  void answersAreTheSameWithCpuidAndWithout() {
    Set<Integer> without = different(false);
    Set<Integer> with = different(true);
    with.addAll(without);
    assertThat(hex(with)).isEqualTo(hex(EXPLAINED.keySet()));
  }

  private static Set<String> hex(Set<Integer> indices) {
    return new TreeMap<>(indices.stream().collect(Collectors.toMap(Integer::toHexString, i -> i)))
        .navigableKeySet();
  }
}
