package io.github.kvmtck.reference.kvm;

import java.util.ArrayList;
import java.util.List;

/**
 * What userspace has answered to one instruction so far. Each time the instruction is executed
 * again it asks the same questions in the same order (the emulator's read cache and pio_data).
 */
public final class Replay {
  private static final int PAGE_SHIFT = 12;

  private final List<byte[]> answers = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private int next;

  boolean hasNext() {
    return next < answers.size();
  }

  /**
   * Whether the next answer is one to a load from this page. It counts though there may be RAM by
   * now (rule RACE-01).
   */
  boolean nextIsFrom(long page) {
    return hasNext()
        && questions.get(next) instanceof Question.Mmio(long address, int _)
        && address >>> PAGE_SHIFT == page >>> PAGE_SHIFT;
  }

  /** The next answer as a little-endian number. */
  long nextNumber() {
    byte[] answer = answers.get(next++);
    long value = 0;
    for (int i = Math.min(answer.length, Long.BYTES) - 1; i >= 0; i--) {
      value = value << 8 | answer[i] & 0xff;
    }
    return value;
  }

  /** The next answer as it came; returns its length. */
  int nextBytes(byte[] into) {
    byte[] answer = answers.get(next++);
    System.arraycopy(answer, 0, into, 0, answer.length);
    return answer.length;
  }

  /** Adds an answer; the instruction starts over. */
  public void answer(Question question, byte[] bytes) {
    questions.add(question);
    answers.add(bytes);
    rewind();
  }

  /** The instruction starts over with the answers that there are. */
  public void rewind() {
    next = 0;
  }

  /** The instruction is done, or given up. */
  public void clear() {
    answers.clear();
    questions.clear();
    next = 0;
  }
}
