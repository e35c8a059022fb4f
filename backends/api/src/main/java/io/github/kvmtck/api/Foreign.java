package io.github.kvmtck.api;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A client outside this JVM, as a kernel that serves it needs to see it. Its mm and its descriptor
 * table are Linux's; a kernel has only the files in it that are its own.
 */
public interface Foreign {

  /** Address 0 as an answer of {@link #reach}: EFAULT. */
  long FAULT = 0;

  /** Its address space, for what the kernel copies. */
  Memory memory();

  /**
   * Where a page of it is in this JVM, so that guests run in it.
   *
   * @param address of the page
   * @return a host address; {@link #FAULT} where the page is not mapped, not for this access, or
   *     cannot be shared: see {@link #copies}
   */
  long reach(long address, boolean write);

  /**
   * Whether a page of it that cannot be shared is mapped for an access all the same, so that guests
   * run in copies of what {@link #memory} has there.
   */
  boolean copies(long address, boolean write);

  /** Has a listener told before mapped pages change or go away. */
  void onChange(Change listener);

  /** Ends {@link #onChange}. */
  void noChange(Change listener);

  /** Pages, all zero, that the client can map as well: kvm_run. */
  Shared share(long length);

  /**
   * Puts a file of the kernel into the client's table, while the kernel answers a call of it.
   *
   * @return the descriptor, or the error: EMFILE
   */
  Result install(File file);

  /** Whether the client has anything open at a descriptor. */
  boolean isOpen(int fd);

  /** The kernel's own file that the client has open at a descriptor. */
  Optional<File> file(int fd);

  /** The eventfd of Linux that the client has open at a descriptor; equal for equal eventfds. */
  Optional<Event> eventfd(int fd);

  /** Told of changes of an address space (struct mmu_notifier_ops). */
  @FunctionalInterface
  interface Change {
    /** When this returns, nobody uses what {@link #reach} said of the range any more. */
    void invalidate(long start, long end);
  }

  /** A file of the kernel (struct file). */
  interface File {
    /** What /proc/PID/fd calls it. */
    String name();

    /** What mmap(2) of it maps. */
    Optional<Shared> pages();

    /** The last descriptor and the last mapping of it are gone. */
    void closed();
  }

  /** Pages that this JVM shares with a client. */
  interface Shared {
    MemorySegment segment();

    /** This JVM needs them no more; the client may. */
    void free();
  }

  /** An eventfd of Linux that a guest's write signals, or that interrupts a guest. */
  interface Event {
    /** eventfd_signal: adds without waiting. */
    void signal(long value);

    /** Takes the count; 0 where there is none. */
    long take();

    /** Runs soon after every signal, on a thread of its own, until {@link #ignore}. */
    void listen(Runnable listener);

    void ignore(Runnable listener);
  }
}
