package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.control.Commands;
import io.github.kvmtck.vmm.control.ControlServer;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The control protocol, line by line. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ControlTest {
  private static final Image COUNTING =
      Bench.flat("mov al, 7\n out 0x80, al\n start: inc dword ptr [0x8000]\n jmp start");

  @TempDir private Path folder;

  @Test
  void commandsAndTheirAnswers() throws Exception {
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, COUNTING, Peripherals.NONE)) {
      Commands commands = new Commands(vmm);
      assertThat(commands.execute("state")).isEqualTo("ok paused (not started)\n");
      vmm.go();
      while (vmm.ram().read(0x8000, 1)[0] == 0) {
        Thread.onSpinWait();
      }
      assertThat(commands.execute("resume")).isEqualTo("error Nothing is paused.\n");
      assertThat(commands.execute("pause backup")).isEqualTo("ok paused (backup)\n");
      assertThat(commands.execute("pause")).isEqualTo("ok paused (backup, control)\n");
      assertThat(commands.execute("resume")).isEqualTo("ok paused (backup)\n");
      assertThat(commands.execute("pause move")).isEqualTo("ok paused (backup, move)\n");
      assertThat(commands.execute("resume backup")).isEqualTo("ok paused (move)\n");
      assertThat(commands.execute("resume backup"))
          .isEqualTo("error Nothing is paused for backup.\n");
      assertThat(commands.execute("resume")).isEqualTo("ok running\n");
      assertThat(commands.execute("counters")).isEqualTo(" port 0x80 reads 0 writes 1\nok\n");
      assertThat(commands.execute("rom ro")).isEqualTo("ok\n");
      assertThat(commands.execute("slots")).contains(" 2 0xf0000 0x10000 flags 2\n");
      assertThat(commands.execute("level down")).isEqualTo("error level takes yield or proceed.\n");
      assertThat(commands.execute("rom rx")).isEqualTo("error rom takes ro or rw.\n");
      assertThat(commands.execute("snapshot")).isEqualTo("error A path is missing.\n");
      Path file = folder.resolve("machine");
      assertThat(commands.execute("snapshot " + file)).isEqualTo("ok " + file + "\n");
      assertThat(file).exists();
      assertThat(folder.toFile().list()).hasSize(1);
      assertThat(commands.execute("dance"))
          .isEqualTo("error There is no command dance; help lists them.\n");
      assertThat(commands.execute("help").lines()).hasSize(12);
      assertThat(commands.execute("quit")).isEqualTo("ok\n");
      assertThat(commands.execute("state")).isEqualTo("ok quit (told to end)\n");
    }
  }

  @Test
  void severalClientsAtASocketThatIsGoneAfterwards() throws Exception {
    Path path = folder.resolve("control");
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, COUNTING, Peripherals.NONE)) {
      vmm.go();
      try (ControlServer server = ControlServer.open(vmm, path);
          SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(path));
          SocketChannel second = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        assertThat(server).isNotNull();
        assertThat(asked(first, "pause")).isEqualTo("ok paused (control)");
        assertThat(asked(second, "state")).isEqualTo("ok paused (control)");
        assertThat(asked(second, "resume")).isEqualTo("ok running");
      }
      assertThat(Files.exists(path)).isFalse();
    }
  }

  /** The process ends behind close, and an answer that is not out by then is never given. */
  @Test
  void aCommandUnderWayIsAnsweredBeforeTheServerIsGone() throws Exception {
    Path path = folder.resolve("control");
    Path elsewhere = folder.resolve("elsewhere");
    try (Kernel kernel = Bench.open("reference");
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, COUNTING, Peripherals.NONE);
        ServerSocketChannel receiver = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      receiver.bind(UnixDomainSocketAddress.of(elsewhere));
      ControlServer server = ControlServer.open(vmm, path);
      try (SocketChannel idle = SocketChannel.open(UnixDomainSocketAddress.of(path));
          SocketChannel asking = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        assertThat(asked(idle, "state")).startsWith("ok");
        vmm.go();
        FutureTask<String> answer = new FutureTask<>(() -> asked(asking, "migrate " + elsewhere));
        Thread.ofPlatform().daemon().start(answer);
        try (SocketChannel moving = receiver.accept()) {
          FutureTask<Void> closed =
              new FutureTask<>(() -> {
                server.close();
                return null;
              });
          Thread.ofPlatform().daemon().start(closed);
          while (Files.exists(path)) {
            Thread.onSpinWait();
          }
          assertThat(closed.isDone()).isFalse();
          try (Vmm moved =
              Migration.receive(
                  kernel,
                  Channels.newInputStream(moving),
                  Channels.newOutputStream(moving),
                  Peripherals.NONE)) {
            assertThat(moved.state()).isEqualTo(RunState.PAUSED);
          }
          closed.get();
        }
        assertThat(answer.get()).startsWith("ok ");
        assertThat(vmm.state()).isEqualTo(RunState.MIGRATED);
      }
    }
  }

  private static String asked(SocketChannel channel, String line) throws Exception {
    PrintWriter out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
    out.println(line);
    return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
  }
}
