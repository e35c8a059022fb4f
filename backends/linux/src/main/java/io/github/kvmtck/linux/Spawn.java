package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/** spawn.h: starts a program without forking the JVM. */
public final class Spawn {
  private static final short POSIX_SPAWN_SETSIGMASK = 8;

  // Opaque in the header; glibc's are 80 and 336 bytes, musl's 80 and 336.
  private static final long FILE_ACTIONS_SIZE = 512;
  private static final long ATTRIBUTES_SIZE = 1024;

  private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);

  private static final MethodHandle SPAWN =
      Libc.plain(
          "posix_spawn",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle ACTIONS_INIT = Libc.plain("posix_spawn_file_actions_init", ONE);

  private static final MethodHandle ACTIONS_DESTROY =
      Libc.plain("posix_spawn_file_actions_destroy", ONE);

  private static final MethodHandle ADD_DUP2 =
      Libc.plain(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  private static final MethodHandle ATTR_INIT = Libc.plain("posix_spawnattr_init", ONE);

  private static final MethodHandle ATTR_DESTROY = Libc.plain("posix_spawnattr_destroy", ONE);

  private static final MethodHandle SET_MASK =
      Libc.plain("posix_spawnattr_setsigmask", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SET_FLAGS =
      Libc.plain("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));

  private Spawn() {}

  /**
   * posix_spawn(3) with no signal blocked and this process's environment.
   *
   * @param descriptors by their number in the child, the descriptor of this process that it is a
   *     copy of. The same number on both sides is inherited although it is closed on exec
   * @return the child's pid, or an error number negated
   */
  public static int spawn(List<String> command, Map<Integer, Integer> descriptors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(FILE_ACTIONS_SIZE, 8);
      MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, 8);
      check((int) ACTIONS_INIT.invokeExact(actions));
      check((int) ATTR_INIT.invokeExact(attributes));
      try {
        MemorySegment empty = arena.allocate(Signal.SIGSET_SIZE, 8);
        check((int) SET_MASK.invokeExact(attributes, empty));
        check((int) SET_FLAGS.invokeExact(attributes, POSIX_SPAWN_SETSIGMASK));
        for (Map.Entry<Integer, Integer> copy : descriptors.entrySet()) {
          int from = copy.getValue();
          int to = copy.getKey();
          check((int) ADD_DUP2.invokeExact(actions, from, to));
        }
        MemorySegment pid = arena.allocate(JAVA_INT);
        MemorySegment path = arena.allocateFrom(command.getFirst());
        MemorySegment argv = strings(arena, command);
        MemorySegment envp =
            strings(
                arena,
                System.getenv().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .toList());
        int error = (int) SPAWN.invokeExact(pid, path, actions, attributes, argv, envp);
        return error == 0 ? pid.get(JAVA_INT, 0) : -error;
      } finally {
        check((int) ATTR_DESTROY.invokeExact(attributes));
        check((int) ACTIONS_DESTROY.invokeExact(actions));
      }
    } catch (Throwable e) {
      throw Libc.unexpected(e);
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
