package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of translations, apart for each level: rights were looked at when a page was kept,
 * so that a change of the level forgets nothing. Under SMAP, supervisor code that has set RFLAGS.AC
 * is a level by itself; what the processor looks into by itself has the rights of a supervisor that
 * has not (SDM vol. 3, 5.6.1).
 */
final class Views {
  private final Segments segments;
  private final Translations closed;
  private @Nullable Translations opened;
  private @Nullable Translations user;
  private Translations now;
  private Level level = Level.SUPERVISOR;
  private boolean open;

  Views(Segments segments) {
    this.segments = segments;
    closed = new Translations(segments);
    now = closed;
  }

  /** As whom instructions access memory from now on; whether that has changed. */
  boolean as(Level by, boolean userPagesOpened) {
    if (by == level && userPagesOpened == open) {
      return false;
    }
    level = by;
    open = userPagesOpened;
    now = of(by);
    return true;
  }

  Level level() {
    return level;
  }

  /** What is kept for the code that runs. */
  Translations now() {
    return now;
  }

  /** What is kept for a level. */
  Translations of(Level by) {
    if (by == Level.USER) {
      Translations kept = user == null ? new Translations(segments) : user;
      user = kept;
      return kept;
    }
    if (by == Level.SUPERVISOR && open) {
      Translations kept = opened == null ? new Translations(segments) : opened;
      opened = kept;
      return kept;
    }
    return closed;
  }

  void flush() {
    closed.flush();
    if (opened != null) {
      opened.flush();
    }
    if (user != null) {
      user.flush();
    }
  }

  void flushLocal() {
    closed.flushLocal();
    if (opened != null) {
      opened.flushLocal();
    }
    if (user != null) {
      user.flushLocal();
    }
  }
}
