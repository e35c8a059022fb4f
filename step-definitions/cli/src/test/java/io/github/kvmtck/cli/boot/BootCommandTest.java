package io.github.kvmtck.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.UsageException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code kvm-tck boot}, as a newcomer meets it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BootCommandTest {
  @TempDir private Path folder;

  private record Booted(int code, String out, String err) {}

  private static Booted boot(InputStream typed, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, Ansi.OFF);
    CommandLine line = new CommandLine(new BootCommand(terminal, typed));
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      assertThat(e).isInstanceOf(UsageException.class);
      terminal.complain(String.valueOf(e.getMessage()));
      return 2;
    });
    int code = line.execute(args);
    return new Booted(code, out.toString(), err.toString());
  }

  private static InputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private Path image(int... bytes) throws Exception {
    byte[] image = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      image[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve("image"), image);
  }

  @Test
  void theDemoPrintsPrimesAndEchoes() {
    Booted booted = boot(typed("Hi."), "--demo");
    assertThat(booted.out())
        .isEqualTo(
            """
            A guest runs. Its primes: 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79\
             83 89 97\s
            Type something; a full stop ends it.
            Hi.
            Good bye.
            """);
    assertThat(booted.err()).isEmpty();
    assertThat(booted.code()).isZero();
  }

  @Test
  void theGuestsExitCodeIsThatOfTheCommand() throws Exception {
    Path image = image(0xb0, 77, 0xe6, 0xf4);
    assertThat(boot(typed(""), image.toString()).code()).isEqualTo(77);
    assertThat(boot(typed(""), image.toString(), "--entry", "PROTECTED").code()).isEqualTo(77);
  }

  @Test
  void aGuestThatCrashesIsReported() throws Exception {
    // mov eax, 0x10000000; jmp eax
    Path image = image(0xb8, 0, 0, 0, 0x10, 0xff, 0xe0);
    Booted booted = boot(typed(""), image.toString(), "--entry", "PROTECTED");
    assertThat(booted.code()).isEqualTo(1);
    assertThat(booted.err())
        .startsWith("kvm-tck boot: the guest has crashed. vCPU 0: KVM_EXIT_INTERNAL_ERROR");
  }

  @Test
  void wrongUsageIsOneSentence() throws Exception {
    Path image = image(0xf4);
    assertThat(boot(typed("")).err()).startsWith("Name one thing to boot");
    assertThat(boot(typed(""), image.toString(), "--demo").err())
        .isEqualTo("An image and --demo cannot both be booted.\n");
    assertThat(boot(typed(""), "no-such-file").err()).isEqualTo("There is no file no-such-file.\n");
    assertThat(boot(typed(""), "--restore", image.toString()).err())
        .isEqualTo("This is no saved machine of KVM TCK.\n");
    assertThat(boot(typed(""), image.toString(), "--control", image.toString()).err())
        .startsWith("The socket " + image + " cannot be made: ");
    assertThat(boot(typed(""), "--incoming", image.toString()).err())
        .startsWith("The socket " + image + " cannot be made: ");
    assertThat(boot(typed(""), image.toString(), "--memory", "17").err())
        .isEqualTo("Memory of 0x11 bytes: 1 MiB to 3 GiB, in whole pages, is possible.\n");
    assertThat(boot(typed(""), image.toString(), "--memory", "a lot").err())
        .contains("'a lot' is no number of bytes, such as 64M");
  }

  /** Moved from one command to another, which goes on where the first one was. */
  @Test
  void aGuestMovesToAnotherProcess() throws Exception {
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    CompletableFuture<Booted> receiver =
        CompletableFuture.supplyAsync(() -> boot(typed("Moved."), "--incoming", there.toString()));
    CompletableFuture<Booted> sender =
        started(() -> boot(typed(""), "--demo", "--control", here.toString()));
    assertThat(asked(here, "migrate " + there)).startsWith("ok ");
    assertThat(sender.get(60, TimeUnit.SECONDS).code()).isZero();
    Booted booted = receiver.get(60, TimeUnit.SECONDS);
    assertThat(booted.code()).isZero();
    assertThat(booted.out()).endsWith("Moved.\nGood bye.\n");
    assertThat(here).doesNotExist();
    assertThat(there).doesNotExist();
  }

  private static CompletableFuture<Booted> started(Supplier<Booted> command) {
    CompletableFuture<Booted> booted = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> booted.complete(command.get()));
    return booted;
  }

  /** Asks until both ends listen: the commands start in their own time. */
  private static String asked(Path socket, String line) throws Exception {
    String answer = "error";
    while (!answer.startsWith("ok")) {
      if (Files.exists(socket)) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
          PrintWriter out =
              new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
          out.println(line);
          answer =
              new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
        }
      }
      Thread.sleep(20);
    }
    return answer;
  }
}
