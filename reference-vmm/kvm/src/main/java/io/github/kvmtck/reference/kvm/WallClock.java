package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * MSR_KVM_WALL_CLOCK: writing it makes KVM write the time of boot into guest memory. The host of
 * this model booted when the epoch began.
 */
final class WallClock implements MsrRegister {
  /** struct pvclock_wall_clock: version, sec and nsec. */
  private static final long SIZE = 3 * Integer.BYTES;

  private final Vcpu vcpu;

  WallClock(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  @Override
  public long get() {
    return vcpu.vm().settings().wallClock();
  }

  /** kvm_write_wall_clock: the version is odd while the rest is being written. */
  @Override
  public boolean set(long gpa, boolean host) {
    vcpu.vm().settings().wallClock(gpa);
    MemorySegment version = MemorySegment.ofArray(new int[1]);
    if (gpa == 0 || !GuestMemory.read(vcpu.vm(), gpa, version)) {
      return true;
    }
    int odd = version.get(ValueLayout.JAVA_INT, 0) + 1 | 1;
    MemorySegment clock = MemorySegment.ofArray(new int[(int) (SIZE / Integer.BYTES)]);
    clock.set(ValueLayout.JAVA_INT, 0, odd);
    boolean written = GuestMemory.write(vcpu.vm(), vcpu, gpa, clock);
    version.set(ValueLayout.JAVA_INT, 0, odd + 1);
    if (written) {
      GuestMemory.write(vcpu.vm(), vcpu, gpa, version);
    }
    return true;
  }
}
