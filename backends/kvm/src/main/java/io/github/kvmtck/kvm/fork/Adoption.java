package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.kvm.memory.Mapping;
import io.github.kvmtck.kvm.process.LinuxProcess;
import io.github.kvmtck.linux.Mman;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a child is born with: the parent's side.
 *
 * <p>What a descriptor backs and is shared, the child maps again. All other memory is copied, also
 * anonymous memory that a fork would share.
 */
record Adoption(LinuxProcess parent) {
  private static final int PAGE = 4096;
  private static final long CHUNK = 1 << 20;

  Message.Adopt description(long vcpuMmapSize) {
    Map<Integer, FdKind> descriptors = parent.descriptors();
    return new Message.Adopt(
        parent.base(),
        vcpuMmapSize,
        descriptors.entrySet().stream()
            .map(open -> new Message.Descriptor(open.getKey(), open.getValue()))
            .toList(),
        parent.mappings().stream().map(Adoption::range).toList());
  }

  private static Message.Range range(Mapping mapping) {
    return new Message.Range(
        mapping.start(),
        mapping.length(),
        mapping.prot(),
        mapping.flags(),
        backing(mapping),
        mapping.offset());
  }

  private static int backing(Mapping mapping) {
    Integer fd = mapping.fd();
    return fd != null && (mapping.flags() & Mman.MAP_SHARED) != 0 ? fd : -1;
  }

  /** The memory that is copied, without the pages that are zero or can't be read. */
  void memory(Consumer<Message.Put> out) {
    List<Mapping> copied = parent.mappings().stream().filter(m -> backing(m) < 0).toList();
    for (Mapping mapping : copied) {
      for (long at = 0; at < mapping.length(); at += CHUNK) {
        chunk(mapping.start() + at, Math.min(CHUNK, mapping.length() - at), out);
      }
    }
  }

  private void chunk(long address, long length, Consumer<Message.Put> out) {
    Memory memory = parent.memory();
    MemorySegment chunk = MemorySegment.ofArray(new byte[(int) length]);
    MemorySegment zero = MemorySegment.ofArray(new byte[PAGE]);
    if (memory.get(address, chunk) != Errno.NONE) {
      return;
    }
    for (long at = 0; at < length; at += PAGE) {
      MemorySegment page = chunk.asSlice(at, PAGE);
      if (page.mismatch(zero) >= 0) {
        out.accept(new Message.Put(address + at, page));
      }
    }
  }
}
