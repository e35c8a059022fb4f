package io.github.kvmtck.mutants.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.function.BiConsumer;

/**
 * Changes what is read of statistics files, which begin with their header where they are read at
 * offset 0.
 *
 * @param change gets the name of the file, such as {@code vcpu0 stats}, and what was read
 */
record StatisticsFile(BiConsumer<String, Reading> change) implements CallBreach {

  /**
   * A part of the client's memory that holds the file.
   *
   * @param length in bytes
   */
  record Reading(Memory memory, long address, int length) {
    StructValue header() {
      return StructValue.of(
          Stats.STATS_HEADER, memory.bytes(address, (int) Stats.STATS_HEADER.size()));
    }

    byte[] bytes() {
      return memory.bytes(address, length);
    }

    void bytes(byte... bytes) {
      memory.bytes(address, bytes);
    }

    /** Adds to each counter whose name ends so. */
    void add(String suffix, long amount) {
      StructValue header = header();
      int nameSize = (int) header.get("name_size");
      long stride = Stats.STATS_DESC.size() + nameSize;
      for (int i = 0; i < header.get("num_desc"); i++) {
        long at = address + header.get("desc_offset") + i * stride;
        int size = (int) Stats.STATS_DESC.size();
        StructValue descriptor = StructValue.of(Stats.STATS_DESC, memory.bytes(at, size));
        String name = new String(memory.bytes(at + size, nameSize), US_ASCII).trim();
        if (name.endsWith(suffix)) {
          long value = address + header.get("data_offset") + descriptor.get("offset");
          memory.u64(value, memory.u64(value) + amount);
        }
      }
    }
  }

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (call.syscall() instanceof Syscall.Pread read
        && call.kind(read.fd()) == FdKind.STATS
        && !result.failed()) {
      change.accept(
          call.descriptors().get(read.fd()).label(),
          new Reading(call.client().memory(), read.address(), (int) result.value()));
    }
    return result;
  }
}
