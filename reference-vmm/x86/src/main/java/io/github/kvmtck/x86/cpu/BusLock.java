package io.github.kvmtck.x86.cpu;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * LOCK# of processors that share memory (SDM vol. 3, 10.1.2): while one holds it every other stands
 * between two of its instructions. It is for what no word of the host holds, operands that cross
 * aligned quadwords and 16 bytes; all else is locked by the host's own instructions. Others are
 * asked where they look for requests anyway, so it costs nothing as long as nobody holds it.
 *
 * <p>Who waits is served in turn, and who has stood aside executes something before it does so
 * again: nobody starves, however often others lock.
 */
public final class BusLock {
  /** How often one looks whether another has arrived before it lets others have the host's CPU. */
  private static final int SPINS = 1000;

  private final Semaphore turn = new Semaphore(1, true);
  private final List<Boundary> processors = new CopyOnWriteArrayList<>();
  private @Nullable Boundary holder;
  private volatile @Nullable Thread waiting;

  void join(Boundary processor) {
    turn.acquireUninterruptibly();
    processors.add(processor);
    turn.release();
  }

  /** Whether a processor holds it; asked by that one. */
  boolean heldBy(Boundary processor) {
    return holder == processor;
  }

  /** Waits until nobody holds it who asked before. */
  void standAside(Boundary processor) {
    takeTurn(processor);
    turn.release();
  }

  /** Nobody waits for who waits. */
  private void takeTurn(Boundary processor) {
    processor.aside(true);
    arrived();
    turn.acquireUninterruptibly();
    processor.aside(false);
  }

  /** A processor stands that may have been waited for. */
  void arrived() {
    LockSupport.unpark(waiting);
  }

  /** Takes it, when its turn has come and every other processor stands. */
  void lock(Boundary by) {
    takeTurn(by);
    holder = by;
    waiting = Thread.currentThread();
    for (Boundary other : processors) {
      if (other != by) {
        other.wantsBus(true);
      }
    }
    for (Boundary other : processors) {
      for (int i = 0; other != by && other.moves(); i++) {
        if (i < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
    }
    waiting = null;
  }

  void unlock(Boundary by) {
    for (Boundary other : processors) {
      if (other != by) {
        other.wantsBus(false);
      }
    }
    holder = null;
    turn.release();
  }
}
