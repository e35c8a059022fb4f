package io.github.kvmtck.kvm.fork;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Platform;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Spawn;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.linux.Wait;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that inherits descriptors, with a pipe to it and one from it. */
final class Child {
  private static final int SIGKILL = 9;

  private final int pid;
  private final int requests;
  private final int answers;
  private final Channel channel;
  private final Thread receiver;
  private boolean alive = true;

  private Child(int pid, int requests, int answers) {
    this.pid = pid;
    this.requests = requests;
    this.answers = answers;
    this.channel = new Channel(new Wire(FdStreams.reader(answers), FdStreams.writer(requests)));
    this.receiver = Thread.ofPlatform().daemon().name("fork " + pid).start(channel::receive);
  }

  private record Pipe(int reader, int writer) {
    static Pipe open() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment fds = arena.allocate(JAVA_INT, 2);
        Returned.required("pipe2", Unistd.pipe2(fds, Fcntl.O_CLOEXEC));
        return new Pipe(fds.getAtIndex(JAVA_INT, 0), fds.getAtIndex(JAVA_INT, 1));
      }
    }
  }

  static Child spawn(Set<Integer> inherited) {
    Pipe requests = Pipe.open();
    Pipe answers = Pipe.open();
    Map<Integer, Integer> descriptors = new HashMap<>();
    inherited.forEach(fd -> descriptors.put(fd, fd));
    descriptors.put(requests.reader, requests.reader);
    descriptors.put(answers.writer, answers.writer);
    int pid = Spawn.spawn(command(requests.reader, answers.writer), descriptors);
    Unistd.close(requests.reader);
    Unistd.close(answers.writer);
    if (Returned.failed(pid)) {
      Unistd.close(requests.writer);
      Unistd.close(answers.reader);
      throw new IllegalStateException("A JVM can't be started: " + Returned.errno(pid));
    }
    return new Child(pid, requests.writer, answers.reader);
  }

  private static List<String> command(int reader, int writer) {
    String classPath =
        Stream.of(Kernel.class, Platform.class, Child.class)
            .map(Child::location)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-classpath",
        classPath,
        ForkedMain.class.getName(),
        String.valueOf(reader),
        String.valueOf(writer));
  }

  /** The jar or folder of a class, whichever class loader found it. */
  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Channel channel() {
    return channel;
  }

  synchronized boolean isAlive() {
    return alive;
  }

  synchronized void kill() {
    if (!alive) {
      return;
    }
    alive = false;
    Signal.kill(pid, SIGKILL);
    Returned.required("waitpid", Wait.waitpid(pid, MemorySegment.NULL, 0));
    joinReceiver();
    Unistd.close(requests);
    Unistd.close(answers);
  }

  /** Its pipe has ended with the child. */
  private void joinReceiver() {
    boolean interrupted = false;
    while (receiver.isAlive()) {
      try {
        receiver.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
