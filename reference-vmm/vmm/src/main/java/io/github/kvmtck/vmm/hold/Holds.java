package io.github.kvmtck.vmm.hold;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds on the whole machine, counted.
 *
 * <ul>
 *   <li>R1: each taker has a hold of its own. The machine stands still from the first to the last.
 *   <li>R2: a resume is complete, with everyone away from the place where they stood, before the
 *       next hold is taken: both happen in one turn.
 *   <li>R4: not the vCPUs alone: every {@link Participant} that touches guest memory.
 *   <li>SAVE-13: while it waits, the taker holds only the lock of its turn, which no exit handler
 *       and no device wants.
 * </ul>
 */
public final class Holds {
  private final ReentrantLock turn = new ReentrantLock(true);
  private final List<Participant> participants = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  /** One taker's hold. Closing it twice does nothing. */
  public final class Hold implements AutoCloseable {
    private final String reason;
    private boolean released;

    private Hold(String reason) {
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }

    @Override
    public void close() {
      turn.lock();
      try {
        if (!released) {
          released = true;
          reasons.remove(reason);
          if (reasons.isEmpty()) {
            resume();
          }
        }
      } finally {
        turn.unlock();
      }
    }
  }

  /** One that takes part from now on; it must be running. */
  public void join(Participant participant) {
    turn.lock();
    try {
      participants.add(participant);
      if (!reasons.isEmpty()) {
        participant.askToStop();
        participant.awaitStopped();
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * Returns when everyone stands still.
   *
   * @param reason for people
   * @throws IllegalStateException on the thread of a participant, which would wait for itself
   */
  public Hold take(String reason) {
    if (participants.stream().anyMatch(Participant::isCurrent)) {
      throw new IllegalStateException("a participant can't hold the machine: it is part of it");
    }
    turn.lock();
    try {
      if (reasons.isEmpty()) {
        participants.forEach(Participant::askToStop);
        participants.forEach(Participant::awaitStopped);
      }
      reasons.add(reason);
      return new Hold(reason);
    } finally {
      turn.unlock();
    }
  }

  /** Why the machine stands still; empty where it runs. */
  public List<String> reasons() {
    turn.lock();
    try {
      return List.copyOf(reasons);
    } finally {
      turn.unlock();
    }
  }

  private void resume() {
    participants.forEach(Participant::letGo);
    participants.forEach(Participant::awaitGone);
  }
}
