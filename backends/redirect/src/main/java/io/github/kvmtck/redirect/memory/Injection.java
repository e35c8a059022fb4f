package io.github.kvmtck.redirect.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.linux.Ptrace;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Wait;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Makes system calls in a client's name, on a thread of it that waits for the answer to a call,
 * while its other threads stand still. At the end the thread makes its own call again.
 */
final class Injection implements AutoCloseable {
  /** Words of struct user_regs_struct. */
  private static final int R10 = 7;

  private static final int R9 = 8;
  private static final int R8 = 9;
  private static final int RAX = 10;
  private static final int RDX = 12;
  private static final int RSI = 13;
  private static final int RDI = 14;
  private static final int ORIG_RAX = 15;
  private static final int RIP = 16;

  /** The length of SYSCALL. */
  private static final int SYSCALL = 2;

  /** All but SIGTRAP: of a step Linux tells by force, and would take its handler away for it. */
  private static final long EVERY_SIGNAL = ~(1L << 4);

  private final Arena arena = Arena.ofConfined();
  private final Listener listener;
  private final Notification waiting;

  /** The threads that stand still, and the signal that each was about to take: 0 for none. */
  private final Map<Integer, Integer> traced = new HashMap<>();

  private final MemorySegment own = arena.allocate(Ptrace.REGISTERS, 8);
  private final MemorySegment mask = arena.allocate(JAVA_LONG);
  private boolean entered;

  private Injection(Listener listener, Notification waiting) {
    this.listener = listener;
    this.waiting = waiting;
  }

  /**
   * Stops a client.
   *
   * @param pid of its process
   * @param busy threads that wait for an answer too, which they do not get meanwhile
   * @throws Refused where Linux does not let us: somebody else traces it
   */
  static Injection into(int pid, Listener listener, Notification waiting, IntPredicate busy)
      throws Refused {
    Injection injection = new Injection(listener, waiting);
    try {
      injection.stopAll(pid, busy);
      return injection;
    } catch (Refused e) {
      injection.close();
      throw e;
    }
  }

  /** Linux lets nobody trace the client. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private void stopAll(int pid, IntPredicate busy) throws Refused {
    seize(waiting.tid());
    List<Integer> fresh = others(pid, busy);
    while (!fresh.isEmpty()) {
      for (int tid : fresh) {
        seize(tid);
        traced.put(tid, awaitStop(tid));
      }
      fresh = others(pid, busy);
    }
  }

  private void seize(int tid) throws Refused {
    int seized = Ptrace.seize(tid, 0);
    if (Returned.failed(seized)) {
      throw new Refused("ptrace of thread " + tid + ": " + Returned.errno(seized));
    }
    traced.put(tid, 0);
    int unused = Ptrace.interrupt(tid);
  }

  private List<Integer> others(int pid, IntPredicate busy) {
    List<Integer> found = new ArrayList<>();
    String[] tids = new File("/proc/" + pid + "/task").list();
    for (String each : tids == null ? new String[0] : tids) {
      int tid = Integer.parseInt(each);
      if (!traced.containsKey(tid) && !busy.test(tid)) {
        found.add(tid);
      }
    }
    return found;
  }

  /**
   * Waits until a thread stands still. The end of a client is left for who waits for it.
   *
   * @return the signal that it stopped at, which came first; 0 where it is because it was told to
   */
  private int awaitStop(int tid) throws Refused {
    if (!Wait.awaitStop(tid)) {
      throw new Refused("thread " + tid + " has ended");
    }
    MemorySegment status = arena.allocate(JAVA_INT);
    int unused = Wait.waitpid(tid, status, Wait.WALL);
    int word = status.get(JAVA_INT, 0);
    return word >> Short.SIZE == Ptrace.EVENT_STOP ? 0 : Wait.stopSignal(word);
  }

  /** Gives the client a copy of a descriptor of ours, before the first {@link #call}. */
  int give(int fd) {
    Result given = listener.give(waiting, fd, 0);
    return given.failed() ? -1 : (int) given.value();
  }

  /** Makes a system call with up to six arguments; its value, or an error number negated. */
  long call(int number, long... arguments) throws Refused {
    enter();
    MemorySegment registers = arena.allocate(Ptrace.REGISTERS, 8);
    registers.copyFrom(own);
    int[] order = {RDI, RSI, RDX, R10, R8, R9};
    for (int i = 0; i < arguments.length; i++) {
      set(registers, order[i], arguments[i]);
    }
    set(registers, RAX, number);
    set(registers, ORIG_RAX, -1);
    set(registers, RIP, word(own, RIP) - SYSCALL);
    int tid = waiting.tid();
    int unused = Ptrace.setRegisters(tid, registers);
    unused = Ptrace.singleStep(tid);
    unused = awaitStop(tid);
    unused = Ptrace.registers(tid, registers);
    return word(registers, RAX);
  }

  /** The thread comes back from its own call and stops. */
  private void enter() throws Refused {
    if (entered) {
      return;
    }
    int tid = waiting.tid();
    boolean answered = listener.answer(waiting, Result.ZERO);
    int unused = awaitStop(tid);
    unused = Ptrace.registers(tid, own);
    unused = Ptrace.signalMask(tid, mask);
    MemorySegment all = arena.allocate(JAVA_LONG);
    all.set(JAVA_LONG, 0, EVERY_SIGNAL);
    unused = Ptrace.setSignalMask(tid, all);
    entered = answered;
  }

  /** The client goes on. */
  @Override
  public void close() {
    try {
      if (traced.containsKey(waiting.tid())) {
        // What was asked to stop can be let go only when it has stopped.
        enter();
        resume();
      }
    } catch (Refused ended) {
      // There is nobody to let go.
    }
    traced.forEach(Ptrace::detach);
    traced.clear();
    arena.close();
  }

  private void resume() {
    int tid = waiting.tid();
    set(own, RAX, waiting.number());
    set(own, ORIG_RAX, -1);
    set(own, RIP, word(own, RIP) - SYSCALL);
    int unused = Ptrace.setRegisters(tid, own);
    unused = Ptrace.setSignalMask(tid, mask);
  }

  private static long word(MemorySegment registers, int index) {
    return registers.getAtIndex(JAVA_LONG, index);
  }

  private static void set(MemorySegment registers, int index, long value) {
    registers.setAtIndex(JAVA_LONG, index, value);
  }
}
