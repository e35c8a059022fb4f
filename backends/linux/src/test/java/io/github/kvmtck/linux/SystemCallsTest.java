package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnLinux
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemCallsTest {
  private static final int READ_WRITE = Mman.PROT_READ | Mman.PROT_WRITE;
  private static final int PRIVATE = Mman.MAP_PRIVATE | Mman.MAP_ANONYMOUS;

  @Test
  void memoryIsCopiedByTheKernelWhichRefusesWhatIsNotMapped() {
    long page = Mman.mmap(0, 8192, READ_WRITE, PRIVATE, -1, 0);
    assertThat(Returned.failed(page)).isFalse();
    assertThat(Mman.munmap(page + 4096, 4096)).isZero();
    int self = (int) ProcessHandle.current().pid();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment local = arena.allocateFrom("kernel");
      assertThat(Uio.write(self, local, page)).isEqualTo(7);
      MemorySegment back = arena.allocate(7);
      assertThat(Uio.read(self, back, page)).isEqualTo(7);
      assertThat(back.getString(0)).isEqualTo("kernel");

      assertThat(Uio.read(self, back, page + 4096 - 3)).isEqualTo(3);
      assertThat(Mman.mprotect(page, 4096, Mman.PROT_READ)).isZero();
      assertThat(Uio.write(self, local, page)).isEqualTo(-Errno.EFAULT.number());
      assertThat(Mman.mprotect(page, 4096, Mman.PROT_NONE)).isZero();
      assertThat(Uio.read(self, back, page)).isEqualTo(-Errno.EFAULT.number());
    }
    assertThat(Mman.munmap(page, 4096)).isZero();
  }

  @Test
  void aBlockedSignalIsPendingUntilItIsTaken() {
    int signal = 40;
    long set = Signal.set(signal);
    long before = Signal.mask(Signal.SIG_BLOCK, set);
    try {
      int self = (int) ProcessHandle.current().pid();
      assertThat(Syscalls.tgkill(self, Syscalls.gettid(), signal)).isZero();
      assertThat(Signal.pending() & set).isEqualTo(set);
      assertThat(Signal.timedWait(set, 0)).isEqualTo(signal);
      assertThat(Signal.timedWait(set, 1_000_000)).isEqualTo(-Errno.EAGAIN.number());
    } finally {
      long blocked = Signal.mask(Signal.SIG_SETMASK, before);
      assertThat(blocked & set).isEqualTo(set);
    }
  }

  @Test
  void theHarmlessHandlerIsRunAndGivenBack() {
    int signal = 41;
    Signal.Disposition before = Signal.action(signal, Signal.Disposition.harmless());
    int self = (int) ProcessHandle.current().pid();

    // With no handler this would be the end of the JVM.
    assertThat(Syscalls.tgkill(self, Syscalls.gettid(), signal)).isZero();

    Signal.Disposition harmless = Signal.action(signal, before);
    assertThat(handlerOf(harmless)).isEqualTo(handlerOf(Signal.Disposition.harmless()));
  }

  @Test
  void aSpawnedProgramInheritsTheDescriptorsItWasGiven() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(JAVA_INT, 2);
      assertThat(Unistd.pipe2(fds, Fcntl.O_CLOEXEC)).isZero();
      int reader = fds.get(JAVA_INT, 0);
      int writer = fds.get(JAVA_INT, 4);
      int pid = Spawn.spawn(List.of("/bin/sh", "-c", "echo hello"), Map.of(1, writer));
      assertThat(pid).isPositive();
      assertThat(Unistd.close(writer)).isZero();

      MemorySegment text = arena.allocate(64);
      long length = Unistd.read(reader, text.address(), 64);
      byte[] bytes = text.asSlice(0, length).toArray(JAVA_BYTE);
      assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("hello\n");
      assertThat(Unistd.close(reader)).isZero();
      assertThat(Wait.waitpid(pid, MemorySegment.NULL, 0)).isEqualTo(pid);
    }
  }

  @Test
  void descriptorsAreOpenedCopiedAndClosed() {
    int fd = Fcntl.open("/dev/null", Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
    int copy = Fcntl.duplicate(fd);
    assertThat(copy).isGreaterThan(fd);
    assertThat(Unistd.close(fd)).isZero();
    assertThat(Unistd.close(copy)).isZero();
    assertThat(Fcntl.open("/no/such/file", 0)).isEqualTo(-Errno.ENOENT.number());
    int event = Eventfd.eventfd(1, Eventfd.EFD_CLOEXEC);
    assertThat(Unistd.close(event)).isZero();
    assertThat(Ioctl.ioctl(event, 0xAE00, 0)).isEqualTo(-Errno.EBADF.number());
  }

  private static long handlerOf(Signal.Disposition disposition) {
    return disposition.sigaction().get(JAVA_LONG_UNALIGNED, 0);
  }
}
