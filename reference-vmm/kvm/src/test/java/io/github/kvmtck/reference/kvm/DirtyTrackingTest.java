package io.github.kvmtck.reference.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.MapFlags;
import io.github.kvmtck.reference.mainline.Mainline;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where writes by KVM itself go: no client of the model can make one without a running vCPU. */
class DirtyTrackingTest {
  private static final int PAGES = 16;
  private static final long GPA = 0x20000;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private final AddressSpace mm = new AddressSpace();
  private final Vm vm = new KvmSystem(Mainline.blueprint()).create(mm);
  private final DirtyBitmap bitmap = new DirtyBitmap(PAGES, false);

  @Test
  void withoutAVcpuAWriteGoesToTheBackupBitmap() {
    Vcpu vcpu = withRings();
    assertThat(write(null, 3)).isTrue();
    assertThat(bitmap.word(0)).isEqualTo(1 << 3);
    assertThat(flags(vcpu, 0)).isZero();
  }

  @Test
  void withAVcpuItGoesToItsRing() {
    Vcpu vcpu = withRings();
    assertThat(write(vcpu, 3)).isTrue();
    assertThat(bitmap.word(0)).isZero();
    assertThat(flags(vcpu, 0)).isEqualTo(DirtyLog.KVM_DIRTY_GFN_F_DIRTY);
  }

  @Test
  void whereNothingCanBeWrittenNothingIsLogged() {
    Vcpu vcpu = withRings();
    assertThat(write(null, PAGES)).isFalse();
    assertThat(bitmap.word(0)).isZero();
    assertThat(flags(vcpu, 0)).isZero();
  }

  private Vcpu withRings() {
    assertThat(vm.dirtyTracking().enableRings(4096)).isEqualTo(Errno.NONE);
    assertThat(vm.dirtyTracking().enableBitmaps()).isEqualTo(Errno.NONE);
    long address =
        mm.mapAnonymous(0, PAGES * 4096L, READ_WRITE, new MapFlags(PRIVATE_ANONYMOUS)).value();
    Memslot slot =
        new Memslot(
            0,
            1,
            GPA >>> 12,
            PAGES,
            io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES,
            address,
            bitmap);
    vm.memslots(0, Memslots.NONE.with(slot));
    return Objects.requireNonNull(vm.createVcpu(0));
  }

  private boolean write(@Nullable Vcpu running, int page) {
    return GuestMemory.write(
        vm, running, GPA + page * 4096L, MemorySegment.ofArray(new byte[] {0x55}));
  }

  private static int flags(Vcpu vcpu, int entry) {
    long at = entry * DirtyLog.DIRTY_GFN.size() + DirtyLog.DIRTY_GFN.offset("flags");
    MemorySegment ring = Objects.requireNonNull(vcpu.mapped().chunk(VcpuPages.DIRTY_RING));
    return ring.get(ValueLayout.JAVA_INT, at);
  }
}
