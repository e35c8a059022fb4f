package io.github.kvmtck.reference.host.file;

/** Poll events (asm-generic/poll.h); epoll's are the same bits. */
public final class Polls {
  public static final int IN = 0x001;
  public static final int OUT = 0x004;
  public static final int ERR = 0x008;
  public static final int HUP = 0x010;
  public static final int NVAL = 0x020;
  public static final int RDNORM = 0x040;
  public static final int WRNORM = 0x100;

  /** Reported whether asked for or not. */
  public static final int ALWAYS = ERR | HUP;

  /** A file without a poll method is always ready, which tells nothing (DEFAULT_POLLMASK). */
  static final int DEFAULT = IN | OUT | RDNORM | WRNORM;

  private Polls() {}

  /** The events of a file at this moment. */
  public static int of(OpenFile file) {
    return file.pollable().map(OpenFile.Pollable::events).orElse(DEFAULT);
  }
}
