package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** spawn.h: starts a program without forking the JVM. */
public final class Spawn {
  private static final short POSIX_SPAWN_SETSIGDEF = 4;
  private static final short POSIX_SPAWN_SETSIGMASK = 8;

  private static final int HIGHEST_STANDARD = 2;

  // Opaque in the header; glibc's are 80 and 336 bytes, musl's 80 and 336.
  private static final long FILE_ACTIONS_SIZE = 512;
  private static final long ATTRIBUTES_SIZE = 1024;

  private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);

  private static final MethodHandle SPAWN =
      Libc.plain(
          "posix_spawnp",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle ACTIONS_INIT = Libc.plain("posix_spawn_file_actions_init", ONE);

  private static final MethodHandle ACTIONS_DESTROY =
      Libc.plain("posix_spawn_file_actions_destroy", ONE);

  private static final MethodHandle ADD_DUP2 =
      Libc.plain(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  private static final MethodHandle ADD_OPEN =
      Libc.plain(
          "posix_spawn_file_actions_addopen",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  private static final MethodHandle ADD_CLOSE_FROM =
      Libc.plain(
          "posix_spawn_file_actions_addclosefrom_np",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private static final MethodHandle ADD_CHDIR =
      Libc.plain(
          "posix_spawn_file_actions_addchdir_np",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle ATTR_INIT = Libc.plain("posix_spawnattr_init", ONE);

  private static final MethodHandle ATTR_DESTROY = Libc.plain("posix_spawnattr_destroy", ONE);

  private static final MethodHandle SET_MASK =
      Libc.plain("posix_spawnattr_setsigmask", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SET_DEFAULTS =
      Libc.plain(
          "posix_spawnattr_setsigdefault", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SET_FLAGS =
      Libc.plain("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));

  private Spawn() {}

  /**
   * What is started.
   *
   * @param command found as execvp(3) finds it
   * @param descriptors by their number in the child, the descriptor of this process that it is a
   *     copy of. The same number on both sides is inherited although it is closed on exec
   * @param sealed whether the child has no descriptors from 3 on but these
   */
  public record Program(
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Map<Integer, Integer> descriptors,
      boolean sealed) {}

  /** posix_spawn(3) with signals as by default and this process's environment and folder. */
  public static int spawn(List<String> command, Map<Integer, Integer> descriptors) {
    return spawn(
        new Program(command, System.getenv(), Path.of(""), descriptors, false), Optional.empty());
  }

  /**
   * posix_spawn(3) with signals as by default.
   *
   * @param gate of a sealed program: a FIFO. The child waits, and with it the calling thread, until
   *     somebody has it open for writing. Then it executes
   * @return the child's pid, or an error number negated
   */
  public static int spawn(Program program, Optional<Path> gate) {
    try (Arena arena = Arena.ofConfined()) {
      Prepared prepared = prepare(program, gate, arena);
      try {
        return prepared.start();
      } finally {
        check((int) ATTR_DESTROY.invokeExact(prepared.attributes));
        check((int) ACTIONS_DESTROY.invokeExact(prepared.actions));
      }
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /**
   * A program for which everything is laid out: starting it allocates nothing in this process.
   *
   * @param pid room for it
   */
  public record Prepared(
      MemorySegment pid,
      MemorySegment path,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment argv,
      MemorySegment envp) {

    /** The child's pid, or an error number negated. */
    public int start() {
      try {
        int error = (int) SPAWN.invokeExact(pid, path, actions, attributes, argv, envp);
        return error == 0 ? pid.get(JAVA_INT, 0) : -error;
      } catch (Throwable e) {
        throw Libc.unexpected(e);
      }
    }
  }

  /** Lays out a program to be started once, while {@code arena} lives. */
  public static Prepared prepare(Program program, Arena arena) {
    try {
      return prepare(program, Optional.empty(), arena);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  private static Prepared prepare(Program program, Optional<Path> gate, Arena arena)
      throws Throwable {
    MemorySegment actions = arena.allocate(FILE_ACTIONS_SIZE, 8);
    MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, 8);
    check((int) ACTIONS_INIT.invokeExact(actions));
    check((int) ATTR_INIT.invokeExact(attributes));
    signals(arena, attributes);
    actions(arena, actions, program, gate);
    return new Prepared(
        arena.allocate(JAVA_INT),
        arena.allocateFrom(program.command().getFirst()),
        actions,
        attributes,
        strings(arena, program.command()),
        strings(
            arena,
            program.environment().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList()));
  }

  /** None is blocked, and none ignored as the JVM may ignore it. */
  private static void signals(Arena arena, MemorySegment attributes) throws Throwable {
    MemorySegment set = arena.allocate(Signal.SIGSET_SIZE, 8);
    check((int) SET_MASK.invokeExact(attributes, set));
    set.fill((byte) -1);
    check((int) SET_DEFAULTS.invokeExact(attributes, set));
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    check((int) SET_FLAGS.invokeExact(attributes, flags));
  }

  /** Opening a FIFO for reading blocks while nobody has it open for writing (fifo(7)). */
  private static void wait(Arena arena, MemorySegment actions, Path gate) throws Throwable {
    MemorySegment path = arena.allocateFrom(gate.toString());
    int sealed = HIGHEST_STANDARD + 1;
    check((int) ADD_OPEN.invokeExact(actions, sealed, path, Fcntl.O_RDONLY, 0));
  }

  private static void actions(
      Arena arena, MemorySegment actions, Program program, Optional<Path> gate) throws Throwable {
    for (Map.Entry<Integer, Integer> copy : program.descriptors().entrySet()) {
      int from = copy.getValue();
      int to = copy.getKey();
      check((int) ADD_DUP2.invokeExact(actions, from, to));
    }
    if (gate.isPresent()) {
      wait(arena, actions, gate.get());
    }
    if (program.sealed()) {
      check((int) ADD_CLOSE_FROM.invokeExact(actions, HIGHEST_STANDARD + 1));
    }
    String folder = program.folder().toString();
    if (!folder.isEmpty()) {
      check((int) ADD_CHDIR.invokeExact(actions, arena.allocateFrom(folder)));
    }
  }

  private static MemorySegment strings(Arena arena, List<String> strings) {
    MemorySegment array = arena.allocate(JAVA_LONG, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(JAVA_LONG, i, arena.allocateFrom(strings.get(i)).address());
    }
    return array;
  }

  private static void check(int error) {
    Returned.required("posix_spawn", -error);
  }
}
