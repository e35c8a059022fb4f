package io.github.kvmtck.mutants.seam;

import static io.github.kvmtck.api.uapi.DirtyLog.DIRTY_GFN;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import java.util.function.IntPredicate;

/**
 * A dirty ring as the client has it mapped, or might.
 *
 * @param bytes its size
 */
public record Ring(Memory memory, long address, long bytes) {

  /** Whether a call enables rings. */
  public static boolean enabled(SeamCall call) {
    return Enabling.of(call, Capability.KVM_CAP_DIRTY_LOG_RING)
        || Enabling.of(call, Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL);
  }

  /** Enabling rings, where it fails in one way, is told to have ended in another. */
  public static CallBreach enabling(Errno errno, Result told) {
    return call -> {
      boolean affected = enabled(call);
      Result result = call.proceed();
      return affected && result.errno() == errno ? told : result;
    };
  }

  /** In entries. */
  public int size() {
    return (int) (bytes / DIRTY_GFN.size());
  }

  private long at(int index) {
    return address + index * DIRTY_GFN.size();
  }

  private int flags(int index) {
    return memory.u32(at(index) + DIRTY_GFN.offset("flags"));
  }

  public void flags(int index, int flags) {
    memory.u32(at(index) + DIRTY_GFN.offset("flags"), flags);
  }

  /** The flags of every entry. */
  public int[] flags() {
    int[] flags = new int[size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = flags(i);
    }
    return flags;
  }

  /** Puts flags back that were there before, where a condition held. */
  public void restore(int[] before, IntPredicate condition) {
    for (int i = 0; i < before.length; i++) {
      if (condition.test(before[i])) {
        flags(i, before[i]);
      }
    }
  }

  /** Puts other flags into every entry that has these. */
  public void replace(int flags, int other) {
    for (int i = 0; i < size(); i++) {
      if (flags(i) == flags) {
        flags(i, other);
      }
    }
  }

  /** Puts two entries in each other's place. */
  public void swap(int one, int other) {
    byte[] first = memory.bytes(at(one), (int) DIRTY_GFN.size());
    memory.bytes(at(one), memory.bytes(at(other), first.length));
    memory.bytes(at(other), first);
  }

  /** Takes an entry over from another ring. */
  public void copy(Ring from, int index) {
    memory.bytes(at(index), memory.bytes(from.at(index), (int) DIRTY_GFN.size()));
  }
}
