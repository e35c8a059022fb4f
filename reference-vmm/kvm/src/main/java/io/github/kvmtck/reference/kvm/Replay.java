package io.github.kvmtck.reference.kvm;

import java.util.ArrayList;
import java.util.List;

/**
 * What userspace has answered to one instruction so far. Each time the instruction is executed
 * again it asks the same questions in the same order (the emulator's read cache and pio_data).
 */
public final class Replay {
  private final List<byte[]> answers = new ArrayList<>();
  private int next;

  boolean hasNext() {
    return next < answers.size();
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
  public void answer(byte[] bytes) {
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
    next = 0;
  }
}
