package io.github.kvmtck.kvm.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.linux.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
  private static final int READ = 1;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE = 0x22;
  private static final int FIXED = 0x10;
  private static final int FIXED_NOREPLACE = 0x100000;

  private AddressSpace space;
  private Memory memory;

  @BeforeEach
  void create() {
    Platform.unavailable()
        .ifPresent(reason -> {
          Assumptions.abort(reason);
        });
    space = AddressSpace.create(0x3000);
    memory = space.memory();
  }

  @AfterEach
  void release() {
    if (space != null) {
      space.release();
    }
  }

  @Test
  void nothingIsMappedInTheBeginning() {
    MemorySegment byteOf = MemorySegment.ofArray(new byte[1]);
    for (long address : new long[] {0, space.base(), space.base() + 4096, -1, Long.MIN_VALUE}) {
      assertThat(memory.get(address, byteOf)).isEqualTo(Errno.EFAULT);
      assertThat(memory.put(address, byteOf)).isEqualTo(Errno.EFAULT);
    }
  }

  @Test
  void theMemoryOfTheJvmIsNotTheClients() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment jvms = arena.allocate(8);
      MemorySegment bytes = MemorySegment.ofArray(new byte[8]);
      assertThat(memory.get(jvms.address(), bytes)).isEqualTo(Errno.EFAULT);
      assertThat(memory.put(jvms.address(), bytes)).isEqualTo(Errno.EFAULT);
      assertThat(space.confined(jvms.address(), 8)).isEqualTo(AddressSpace.UNMAPPED);
    }
  }

  @Test
  void mappedMemoryIsZeroAndHoldsWhatIsPut() {
    long page = map(3 << 20);
    assertThat(memory.u64(page)).isZero();
    memory.u8(page, 0x80);
    memory.u16(page + 2, 0x8123);
    memory.u32(page + 4, 0x89abcdef);
    memory.u64(page + 8, 0x8123456789abcdefL);
    assertThat(memory.u8(page)).isEqualTo(0x80);
    assertThat(memory.u16(page + 2)).isEqualTo(0x8123);
    assertThat(memory.u32(page + 4)).isEqualTo(0x89abcdef);
    assertThat(memory.u64(page + 8)).isEqualTo(0x8123456789abcdefL);
    // More than one chunk of the copy.
    byte[] large = new byte[3 << 20];
    large[0] = 1;
    large[large.length - 1] = 2;
    memory.bytes(page, large);
    assertThat(memory.bytes(page, large.length)).isEqualTo(large);
  }

  @Test
  void theEndOfAMappingIsFollowedByNothing() {
    long first = map(4096);
    long second = map(4096);
    assertThat(second).isNotEqualTo(first + 4096);
    MemorySegment two = MemorySegment.ofArray(new byte[2]);
    assertThat(memory.get(first + 4095, two)).isEqualTo(Errno.EFAULT);
    assertThat(memory.put(first + 4095, two)).isEqualTo(Errno.EFAULT);
    assertThat(memory.get(first - 1, two)).isEqualTo(Errno.EFAULT);
  }

  @Test
  void whatIsUnmappedIsGoneAndItsAddressNotUsedAgainSoon() {
    long page = map(4096);
    assertThat(space.munmap(page, 1)).isZero();
    assertThat(space.munmap(page, 4096)).isZero();
    assertThat(memory.get(page, MemorySegment.ofArray(new byte[1]))).isEqualTo(Errno.EFAULT);
    assertThat(map(4096)).isNotEqualTo(page);
    assertThat(space.count()).isOne();
  }

  @Test
  void aHoleIsLeftInTheMiddle() {
    long start = map(0x3000);
    assertThat(space.munmap(start + 0x1000, 0x1000)).isZero();
    assertThat(space.count()).isEqualTo(2);
    memory.u8(start, 1);
    memory.u8(start + 0x2000, 1);
    assertThat(memory.get(start, MemorySegment.ofArray(new byte[0x3000]))).isEqualTo(Errno.EFAULT);
    assertThat(space.mprotect(start, 0x3000, READ)).isEqualTo(-Errno.ENOMEM.number());
    assertThat(space.madvise(start, 0x3000, 4)).isEqualTo(-Errno.ENOMEM.number());
    // The hole can be filled again, at its address.
    assertThat(mmap(start + 0x1000, 0x1000, PRIVATE | FIXED_NOREPLACE)).isEqualTo(start + 0x1000);
    assertThat(mmap(start + 0x1000, 0x1000, PRIVATE | FIXED_NOREPLACE))
        .isEqualTo(-Errno.EEXIST.number());
    assertThat(memory.get(start, MemorySegment.ofArray(new byte[0x3000]))).isEqualTo(Errno.NONE);
  }

  @Test
  void protectionIsKept() {
    long start = map(0x3000);
    assertThat(space.mprotect(start + 0x1000, 0x1000, 0)).isZero();
    assertThat(space.count()).isEqualTo(3);
    MemorySegment one = MemorySegment.ofArray(new byte[1]);
    assertThat(memory.get(start + 0x1000, one)).isEqualTo(Errno.EFAULT);
    assertThat(space.mprotect(start + 0x1000, 0x1000, READ)).isZero();
    assertThat(memory.get(start + 0x1000, one)).isEqualTo(Errno.NONE);
    assertThat(memory.put(start + 0x1000, one)).isEqualTo(Errno.EFAULT);
    assertThat(memory.put(start + 0x2000, one)).isEqualTo(Errno.NONE);
  }

  @Test
  void aFixedAddressIsOneOfTheClients() {
    assertThatThrownBy(() -> mmap(0x10000, 4096, PRIVATE | FIXED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fixed address 0x10000");
    long page = map(4096);
    memory.u8(page, 7);
    assertThat(mmap(page, 4096, PRIVATE | FIXED)).isEqualTo(page);
    assertThat(memory.u8(page)).isZero();
    assertThat(space.count()).isOne();
  }

  @Test
  void errorsAreTheKernels() {
    assertThat(mmap(0, 0, PRIVATE)).isEqualTo(-Errno.EINVAL.number());
    assertThat(mmap(0, 1L << 40, PRIVATE)).isEqualTo(-Errno.ENOMEM.number());
    assertThat(mmap(0, 4096, 1)).isEqualTo(-Errno.EBADF.number());
    assertThat(space.munmap(space.base() + 1, 4096)).isEqualTo(-Errno.EINVAL.number());
    assertThat(space.munmap(space.base(), 0)).isEqualTo(-Errno.EINVAL.number());
    assertThat(space.munmap(0x10000, 4096)).isZero();
    assertThat(space.count()).isZero();
  }

  @Test
  void largeMappingsAreAlignedForHugePages() {
    map(4096);
    assertThat(map(4 << 20) % (2 << 20)).isZero();
  }

  private long map(long length) {
    long address = mmap(0, length, PRIVATE);
    assertThat(address).isPositive();
    return address;
  }

  private long mmap(long address, long length, int flags) {
    return space.mmap(new Syscall.Mmap(address, length, READ_WRITE, flags, -1, 0), null, false);
  }
}
