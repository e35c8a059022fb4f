package io.github.kvmtck.cli.boot;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.cli.run.BackendOptions;
import io.github.kvmtck.cli.run.Interruption;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.ExitCode;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.vmm.Ending;
import io.github.kvmtck.vmm.Image;
import io.github.kvmtck.vmm.Migration;
import io.github.kvmtck.vmm.Peripherals;
import io.github.kvmtck.vmm.RunState;
import io.github.kvmtck.vmm.Snapshot;
import io.github.kvmtck.vmm.Vmm;
import io.github.kvmtck.vmm.control.ControlServer;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a guest on the reference VMM. */
@Command(
    name = "boot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a guest on the reference VMM, on the embedded reference or on this machine's KVM. Its"
          + " serial port is the terminal.",
      ""
    },
    footer = {
      "",
      "Exit code: what the guest writes to port 0xf4; 0 where it halts for good or shuts down; 1"
          + " where it crashes; 130 after Ctrl-C."
    })
public final class BootCommand implements Callable<Integer> {
  private static final Duration FOR_EVER = Duration.ofDays(10_000);
  private static final int CRASHED = 1;

  private final Terminal terminal;
  private final InputStream typed;
  @Mixin private final Guest guest = new Guest();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--control",
      paramLabel = "PATH",
      description =
          "Listens for commands at a Unix socket; `help` lists them. A machine that has crashed is"
              + " there until it is told to quit.")
  private @Nullable Path control;

  @Option(
      names = "--debug-port",
      paramLabel = "FILE",
      description = "Takes what the guest writes to port 0xe9.")
  private @Nullable Path debugPort;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "Saves the machine to a file when it is interrupted with Ctrl-C.")
  private @Nullable Path snapshot;

  @Option(
      names = "--restore",
      paramLabel = "FILE",
      description = "Goes on with a machine that was saved, in the place of an image.")
  private @Nullable Path restore;

  @Option(
      names = "--incoming",
      paramLabel = "PATH",
      description = "Waits at a Unix socket for a machine that another process migrates.")
  private @Nullable Path incoming;

  /**
   * @param typed what the guest's serial port receives
   */
  public BootCommand(Terminal terminal, InputStream typed) {
    this.terminal = terminal;
    this.typed = typed;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return switch (Opened.open(backend.only(), KernelOptions.MAINLINE)) {
      case Opened.Absent absent -> {
        terminal.complain("kvm-tck boot: " + absent.reason());
        yield ExitCode.NOTHING_COULD_RUN.status();
      }
      case Opened.Ready ready -> {
        try (Kernel kernel = ready.kernel();
            DebugFile debug = DebugFile.of(debugPort);
            Vmm vmm = machine(kernel, debug)) {
          yield run(vmm);
        } catch (Refused e) {
          throw new UsageException(String.valueOf(e.getMessage()), e);
        }
      }
    };
  }

  private Vmm machine(Kernel kernel, DebugFile debug) throws IOException {
    Optional<Image> image = guest.image();
    int sources =
        (image.isPresent() ? 1 : 0) + (restore == null ? 0 : 1) + (incoming == null ? 0 : 1);
    if (sources != 1) {
      throw new UsageException(
          "Name one thing to boot: an IMAGE, --demo, --restore FILE or --incoming PATH.");
    }
    Peripherals peripherals = Peripherals.NONE.withSerial(this::show).withDebug(debug);
    if (image.isPresent()) {
      return Vmm.of(kernel, guest.config(), image.get(), peripherals);
    }
    return incoming == null
        ? restored(kernel, peripherals)
        : received(kernel, incoming, peripherals);
  }

  private Vmm restored(Kernel kernel, Peripherals peripherals) throws IOException {
    Path file = Objects.requireNonNull(restore);
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file " + file + ".");
    }
    return Snapshot.restore(kernel, file, peripherals);
  }

  private static Vmm received(Kernel kernel, Path path, Peripherals peripherals)
      throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      bind(server, path);
      try (SocketChannel from = server.accept()) {
        return Migration.receive(
            kernel, Channels.newInputStream(from), Channels.newOutputStream(from), peripherals);
      } finally {
        Files.deleteIfExists(path);
      }
    }
  }

  /** The socket gets its name when it listens: to whoever finds it, it answers. */
  private static void bind(ServerSocketChannel server, Path path) {
    try {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      Path unnamed = Path.of(path + ".new");
      Files.deleteIfExists(unnamed);
      server.bind(UnixDomainSocketAddress.of(unnamed));
      Files.move(unnamed, path);
    } catch (IOException e) {
      throw noSocket(path, e);
    }
  }

  private int run(Vmm vmm) throws IOException, InterruptedException {
    Optional<ControlServer> server =
        control == null ? Optional.empty() : Optional.of(listening(vmm, control));
    // Only now: where nothing can be listened to, nothing is to be done at the end either.
    Interruption interruption = Interruption.handledBy(() -> interrupted(vmm));
    try {
      Thread.ofPlatform().daemon().name("typed").start(() -> type(vmm));
      vmm.go();
      Ending ending = vmm.await(FOR_EVER).orElseThrow();
      int status = status(ending);
      if (server.isPresent() && ending.state() == RunState.INTERNAL_ERROR) {
        server.get().awaitQuit();
      }
      return status;
    } finally {
      if (server.isPresent()) {
        server.get().close();
      }
      interruption.over();
    }
  }

  private static ControlServer listening(Vmm vmm, Path path) {
    try {
      return ControlServer.open(vmm, path);
    } catch (IOException e) {
      throw noSocket(path, e);
    }
  }

  private static UsageException noSocket(Path path, IOException e) {
    return new UsageException("The socket " + path + " cannot be made: " + e.getMessage() + ".", e);
  }

  private void interrupted(Vmm vmm) throws IOException {
    if (snapshot != null) {
      try {
        Snapshot.save(vmm, snapshot);
        terminal.complain(
            "kvm-tck boot: the machine is saved; --restore " + snapshot + " goes on.");
      } catch (Refused | IOException e) {
        terminal.complain("kvm-tck boot: the machine is not saved. " + e.getMessage());
      }
    }
    vmm.quit();
    if (control != null) {
      Files.deleteIfExists(control);
    }
  }

  private int status(Ending ending) {
    if (ending.state() == RunState.INTERNAL_ERROR) {
      terminal.complain("kvm-tck boot: the guest has crashed. " + ending.why() + ".");
      return CRASHED;
    }
    return ending.code();
  }

  private void type(Vmm vmm) {
    try {
      for (int value = typed.read(); value >= 0; value = typed.read()) {
        vmm.type(value);
      }
    } catch (IOException e) {
      terminal.complain("kvm-tck boot: the terminal cannot be read: " + e.getMessage());
    }
  }

  private void show(int value) {
    terminal.out().write(value);
    terminal.out().flush();
  }
}
