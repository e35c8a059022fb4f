package io.github.kvmtck.reference.host.memory;

/** PROT_* of mmap(2). On x86 what can be executed or written can be read. */
public final class Protection {
  public static final int NONE = 0;
  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXEC = 4;
  private static final int ALL = READ | WRITE | EXEC;

  private Protection() {}

  static boolean valid(int prot) {
    return (prot & ~ALL) == 0;
  }

  static int effective(int prot) {
    return (prot & (WRITE | EXEC)) != 0 ? prot | READ : prot;
  }
}
