package io.github.kvmtck.vmm.control;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.vmm.Ending;
import io.github.kvmtck.vmm.Migration;
import io.github.kvmtck.vmm.RunState;
import io.github.kvmtck.vmm.Snapshot;
import io.github.kvmtck.vmm.Vmm;
import io.github.kvmtck.vmm.device.Bus;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The control protocol: a line is a command, its answer some lines that begin with a space and one
 * that begins with {@code ok} or {@code error}.
 */
public final class Commands {
  static final List<String> HELP =
      List.of(
          "state               running, paused, internal-error, …, and why",
          "pause [REASON]      stand still; pauses nest",
          "resume [REASON]     end the last pause, or the last one for a reason",
          "snapshot FILE       save the machine to a file",
          "migrate PATH        move the machine to the process that listens at a socket",
          "rom ro|rw           make the ROM at 0xf0000 read-only or writable",
          "level yield|proceed let another virtual trust level go first, or no longer",
          "type TEXT           send a line to the serial port",
          "slots               the memory slots",
          "counters            how often ports and addresses were accessed",
          "quit                end the machine");

  private final Vmm vmm;
  private final Deque<Holds.Hold> pauses = new ArrayDeque<>();
  private final CountDownLatch quit = new CountDownLatch(1);

  public Commands(Vmm vmm) {
    this.vmm = vmm;
  }

  /** The answer to a line, with a line feed behind each of its lines. */
  public String execute(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    try {
      return switch (words[0]) {
        case "help" -> lines(HELP.stream());
        case "state" -> state();
        case "pause" -> pause(argument.isEmpty() ? "control" : argument);
        case "resume" -> resume(argument);
        case "snapshot" -> snapshot(path(argument));
        case "migrate" -> migrate(path(argument));
        case "rom" -> rom(argument);
        case "level" -> level(argument);
        case "type" -> type(argument);
        case "slots" -> lines(vmm.memory().slots().stream().map(Commands::slot));
        case "counters" -> lines(counters());
        case "quit" -> quit();
        default -> throw new Refused("There is no command " + words[0] + "; help lists them.");
      };
    } catch (Refused | UnexpectedErrno | IOException e) {
      return "error " + e.getMessage() + "\n";
    }
  }

  /** Waits until somebody has said quit. */
  void awaitQuit() throws InterruptedException {
    quit.await();
  }

  private String state() {
    String why = vmm.ending().map(Ending::why).orElseGet(() -> String.join(", ", vmm.holds()));
    return "ok " + vmm.state() + (why.isEmpty() ? "" : " (" + why + ")") + "\n";
  }

  private synchronized String pause(String reason) {
    pauses.push(vmm.pause(reason));
    return state();
  }

  /** A guest that is over stays so, whoever asks (FETCH-25). */
  private synchronized String resume(String reason) {
    RunState state = vmm.state();
    if (vmm.ending().isPresent()) {
      throw new Refused("The guest is %s and cannot be continued.".formatted(state));
    }
    Holds.Hold last =
        pauses.stream()
            .filter(pause -> reason.isEmpty() || pause.reason().equals(reason))
            .findFirst()
            .orElseThrow(() ->
                new Refused(
                    reason.isEmpty()
                        ? "Nothing is paused."
                        : "Nothing is paused for " + reason + "."));
    pauses.remove(last);
    last.close();
    return state();
  }

  private String snapshot(Path file) throws IOException {
    Snapshot.save(vmm, file);
    return "ok " + file + "\n";
  }

  private String migrate(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Migration.Report report =
          Migration.send(vmm, Channels.newOutputStream(channel), Channels.newInputStream(channel));
      return "ok %d pages in %d rounds, %d of them while it stood still%n"
          .formatted(report.pages(), report.rounds(), report.last());
    }
  }

  private String rom(String how) {
    switch (how) {
      case "ro" -> vmm.memory().protectRom(true);
      case "rw" -> vmm.memory().protectRom(false);
      default -> throw new Refused("rom takes ro or rw.");
    }
    return "ok\n";
  }

  private String level(String how) {
    switch (how) {
      case "yield" -> vmm.level().giveWay();
      case "proceed" -> vmm.level().proceed();
      default -> throw new Refused("level takes yield or proceed.");
    }
    return "ok\n";
  }

  private String type(String text) {
    for (byte each : (text + "\n").getBytes(StandardCharsets.UTF_8)) {
      vmm.type(each);
    }
    return "ok\n";
  }

  private String quit() {
    vmm.quit();
    quit.countDown();
    return "ok\n";
  }

  private Stream<String> counters() {
    return Stream.concat(
        counters("port", vmm.devices().ports()), counters("address", vmm.devices().addresses()));
  }

  private static Stream<String> counters(String kind, Bus bus) {
    return bus.counts().entrySet().stream()
        .map(each ->
            "%s 0x%x reads %d writes %d"
                .formatted(kind, each.getKey(), each.getValue().reads(), each.getValue().writes()));
  }

  private static String slot(MemoryRegion slot) {
    return "%d 0x%x 0x%x flags %d"
        .formatted(slot.slot(), slot.guestPhysAddr(), slot.memorySize(), slot.flags());
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> " " + line + "\n").collect(Collectors.joining()) + "ok\n";
  }

  private static Path path(String argument) {
    if (argument.isEmpty()) {
      throw new Refused("A path is missing.");
    }
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new Refused("This is no path: " + argument, e);
    }
  }
}
