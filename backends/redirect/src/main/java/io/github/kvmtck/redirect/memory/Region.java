package io.github.kvmtck.redirect.memory;

/**
 * A part of a client's memory that guests use.
 *
 * @param vma what the client has there
 * @param here the address in this JVM of the byte at its start; 0 where it cannot be mapped here
 * @param replacement the memfd that took the place of private memory; -1 where it was shared
 * @param writable whether it could be mapped for writing here
 */
record Region(Vma vma, long here, int replacement, boolean writable) {
  /** A part that cannot be mapped here: who wants to read or write it copies it. */
  static Region copied(Vma vma) {
    return new Region(vma, 0, -1, true);
  }

  boolean copied() {
    return here == 0;
  }

  long start() {
    return vma.start();
  }

  long end() {
    return vma.end();
  }

  boolean permits(boolean write) {
    return write ? (vma.prot() & 2) != 0 && writable : (vma.prot() & 3) != 0;
  }

  boolean replaced() {
    return replacement >= 0;
  }

  /** The part inside a range that overlaps it, mapped as {@code now}. */
  Region part(Vma now) {
    return new Region(now, copied() ? 0 : here + now.start() - start(), replacement, writable);
  }

  /** Whether a mapping still shows what this JVM has mapped, or is still one that it cannot map. */
  boolean shows(Vma now) {
    if (copied()) {
      return now.shared() == vma.shared() && now.file().equals(vma.file());
    }
    return now.shared()
        && now.file().equals(vma.file())
        && now.offset() - now.start() == vma.offset() - start();
  }
}
