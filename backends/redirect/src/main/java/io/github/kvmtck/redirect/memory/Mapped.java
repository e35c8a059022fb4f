package io.github.kvmtck.redirect.memory;

import java.util.Optional;

/** Where a client has mapped the beginning of one of the kernel's files. */
public record Mapped(long address, long length, int prot) {

  /** The lowest mapping of a file, which is known by its number. */
  public static Optional<Mapped> first(int pid, int file) {
    String path = "/memfd:kvm-tck-file:" + file + " (deleted)";
    return Vma.of(pid, 0, Long.MAX_VALUE).stream()
        .filter(vma -> vma.offset() == 0 && vma.path().equals(path))
        .map(vma -> new Mapped(vma.start(), vma.end() - vma.start(), vma.prot()))
        .findFirst();
  }
}
