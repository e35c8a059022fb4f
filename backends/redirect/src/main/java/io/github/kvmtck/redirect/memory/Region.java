package io.github.kvmtck.redirect.memory;

/**
 * A part of a client's memory that this JVM has mapped too.
 *
 * @param vma what the client has there
 * @param here the address in this JVM of the byte at its start
 * @param replacement the memfd that took the place of private memory; -1 where it was shared
 * @param writable whether it could be mapped for writing here
 */
record Region(Vma vma, long here, int replacement, boolean writable) {
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
    return new Region(now, here + now.start() - start(), replacement, writable);
  }

  /** Whether a mapping still shows what this JVM has mapped. */
  boolean shows(Vma now) {
    return now.shared()
        && now.file().equals(vma.file())
        && now.offset() - now.start() == vma.offset() - start();
  }
}
