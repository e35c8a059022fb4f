package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Kernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Carries the calls of an unmodified client process to a kernel, and tells of them. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface Carrier {

  /** What a trace names as its source. */
  String name();

  /**
   * Whether calls to this backend are its business: Linux's own KVM has another carrier than
   * kernels that live in this process.
   *
   * @param backend the name of its provider
   */
  boolean carries(String backend);

  /** Why it can carry nothing here, in one sentence; empty where it can. */
  Optional<String> unavailable();

  /**
   * Whether the kernel given to {@link #start} answers the client, so that it can be one of the
   * caller's making.
   */
  default boolean serves() {
    return true;
  }

  /**
   * Starts a client. Its arguments, environment and exit code are its own.
   *
   * @param kernel that it is to see. A carrier to Linux's own KVM lets the client open it by itself
   * @param trace is told of what it and all processes that it starts do
   * @throws CannotCarry where it cannot be started
   */
  Carried start(Client client, Kernel kernel, Trace trace) throws CannotCarry;

  /**
   * A client that is to be started.
   *
   * @param command the program, found as execvp(3) finds it, and its arguments
   * @param folder that it starts in
   * @param output a file that takes what it prints; empty: it has this process's terminal
   */
  record Client(List<String> command, Path folder, Optional<Path> output) {
    public Client {
      command = List.copyOf(command);
    }
  }

  /** A client whose calls are carried. */
  interface Carried {

    /** Its process. */
    int pid();

    /**
     * Waits until the client and all processes that it started have ended, or it was let go.
     *
     * @return the client's exit code, or 128 and the number of the signal that ended it; empty
     *     where it lives on
     */
    Optional<Integer> waitFor() throws InterruptedException;

    /**
     * How many calls a signal ended before the carrier saw them. The client got EINTR for each,
     * which no kernel gave; what it does next proves nothing. Of these the trace has the calls on
     * KVM's files: {@link Return}.
     */
    default long lost() {
      return 0;
    }

    /** Lets the client go, where it can live without its carrier; else ends it. */
    void release() throws InterruptedException;
  }

  /** A client cannot be started or carried. The message is one sentence for a user. */
  final class CannotCarry extends Exception {
    private static final long serialVersionUID = 1;

    public CannotCarry(String message) {
      super(message);
    }

    public CannotCarry(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
