package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that writes all the time is moved, and no page is lost. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationTest {
  /** Counts in 64 pages from 0x20000 on, and has a device fill 16 pages from 0x70000 on. */
  private static final String WRITER =
      """
      start:  mov dx, 0x500
              mov eax, 0x70000
              out dx, eax
              mov dx, 0x504
              mov eax, 16
              out dx, eax
              mov dx, 0x508
              mov al, bl
              out dx, al
              inc bl
              mov ecx, 64
              mov esi, 0x20000
      next:   inc dword ptr [esi]
              add esi, 0x1000
              dec ecx
              jnz next
              inc dword ptr [0x8000]
              jmp start
      """;

  @TempDir private Path folder;

  private static Stream<Arguments> ways() {
    return Bench.kernels()
        .flatMap(kernel ->
            Stream.of(VmmConfig.DirtyLogging.values()).map(how -> Arguments.of(kernel, how)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyPageArrivesAsItWas(String backend, VmmConfig.DirtyLogging how) throws Exception {
    VmmConfig config = VmmConfig.SMALL.with(how);
    try (Kernel kernel = Bench.open(backend);
        Vmm from = Vmm.of(kernel, config, Bench.flat(WRITER), Peripherals.NONE)) {
      from.go();
      awaitRounds(from, 1);
      try (Vmm to = moved(kernel, from)) {
        assertThat(from.state()).isEqualTo(RunState.MIGRATED);
        assertThat(differences(from, to)).isEmpty();
        int before = to.ram().read(0x8000, 1)[0];
        to.go();
        while (to.ram().read(0x8000, 1)[0] == before) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aMemoryChangeOnTheWayLosesNothing(String backend, VmmConfig.DirtyLogging how)
      throws Exception {
    VmmConfig config = VmmConfig.SMALL.with(how);
    String writer = WRITER.replace("0x20000", "0xf0000").replace("ecx, 64", "ecx, 8");
    try (Kernel kernel = Bench.open(backend);
        Vmm from = Vmm.of(kernel, config, Bench.flat(writer), Peripherals.NONE)) {
      from.go();
      awaitRounds(from, 1);
      from.memory().startLogging();
      byte[] copy = from.ram().read(0, 1 << 20);
      for (int i = 0; i < 5; i++) {
        var dirty = from.memory().collectDirty();
        dirty.stream()
            .forEach(page ->
                System.arraycopy(from.ram().read(page << 12, 4096), 0, copy, page << 12, 4096));
        from.memory().protectRom(true);
        from.memory().protectRom(false);
        awaitRounds(from, 1);
      }
      try (var hold = from.pause("last")) {
        assertThat(hold).isNotNull();
        var dirty = from.memory().collectDirty();
        dirty.stream()
            .forEach(page ->
                System.arraycopy(from.ram().read(page << 12, 4096), 0, copy, page << 12, 4096));
        assertThat(Arrays.mismatch(from.ram().read(0, 1 << 20), copy)).isEqualTo(-1);
        // What was collected is not told again, or no migration would come to its end.
        assertThat(from.memory().collectDirty().isEmpty()).isTrue();
        from.memory().stopLogging();
      }
    }
  }

  /** Written once, after the log was read and before its slot went: the log goes with the slot. */
  @ParameterizedTest
  @MethodSource("ways")
  void aPageWrittenJustBeforeItsSlotGoesIsNotForgotten(String backend, VmmConfig.DirtyLogging how)
      throws Exception {
    // Without an exit a batch of kvm_pvm's emulator writes past the end of its dirty ring.
    String code =
        """
        start:  out 0x80, al
                cmp dword ptr [0x9000], 0
                je  start
                inc dword ptr [0xf2000]
                mov dword ptr [0x9000], 0
                jmp start
        """;
    VmmConfig config = VmmConfig.SMALL.with(how);
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, config, Bench.flat(code), Peripherals.NONE)) {
      vmm.go();
      vmm.memory().startLogging();
      assertThat(vmm.memory().collectDirty().get(0xf2)).isFalse();
      vmm.ram().write(0x9000, (byte) 1);
      while (vmm.ram().read(0x9000, 1)[0] != 0) {
        Thread.onSpinWait();
      }
      vmm.memory().protectRom(true);
      vmm.memory().protectRom(false);
      assertThat(vmm.memory().collectDirty().get(0xf2)).isTrue();
    }
  }

  @Test
  void aGuestWhoseReceiverIsGoneGoesOnHere() throws Exception {
    try (Kernel kernel = Bench.open("reference");
        Vmm from = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(WRITER), Peripherals.NONE)) {
      from.go();
      var nobody = InputStream.nullInputStream();
      assertThatThrownBy(() -> Migration.send(from, OutputStream.nullOutputStream(), nobody))
          .isInstanceOf(Refused.class)
          .hasMessage("The other side is gone.");
      assertThat(from.state()).isEqualTo(RunState.RUNNING);
      awaitRounds(from, 2);
    }
  }

  private static void awaitRounds(Vmm vmm, int rounds) {
    for (int i = 0; i < rounds; i++) {
      int before = vmm.ram().read(0x8000, 1)[0];
      while (vmm.ram().read(0x8000, 1)[0] == before && vmm.ending().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(vmm.ending()).isEmpty();
    }
  }

  private static List<String> differences(Vmm from, Vmm to) {
    List<String> found = new ArrayList<>();
    for (long page = 0; page < from.ram().size() >> 12; page++) {
      if (!Arrays.equals(from.ram().read(page << 12, 4096), to.ram().read(page << 12, 4096))) {
        found.add("page 0x" + Long.toHexString(page));
      }
    }
    return found;
  }

  /** Over a socket, as between two processes. */
  private Vmm moved(Kernel kernel, Vmm from) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      CompletableFuture<Vmm> receiver = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> receive(kernel, server, receiver));
      try (SocketChannel channel = SocketChannel.open(address)) {
        Migration.Report report =
            Migration.send(
                from, Channels.newOutputStream(channel), Channels.newInputStream(channel));
        assertThat(report.pages()).isGreaterThanOrEqualTo(256);
        return receiver.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void receive(
      Kernel kernel, ServerSocketChannel server, CompletableFuture<Vmm> receiver) {
    try (SocketChannel channel = server.accept()) {
      receiver.complete(
          Migration.receive(
              kernel,
              Channels.newInputStream(channel),
              Channels.newOutputStream(channel),
              Peripherals.NONE));
    } catch (IOException | RuntimeException e) {
      receiver.completeExceptionally(e);
    }
  }
}
