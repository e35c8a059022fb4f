package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of translations, apart for each level: rights were looked at when a page was kept,
 * so that a change of the level forgets nothing. Under SMAP, supervisor code that has set RFLAGS.AC
 * is a level by itself; what the processor looks into by itself has the rights of a supervisor that
 * has not (SDM vol. 3, 5.6.1). So are users whose alignment is checked: of their data nothing is
 * kept, for each access is looked at.
 */
final class Views {
  private static final int SUPERVISOR = 0;
  private static final int OPENED = 1;
  private static final int USER = 2;
  private static final int CHECKED = 3;

  private final Segments segments;
  private final @Nullable Translations[] kept = new Translations[4];
  private Translations now;
  private Level level = Level.SUPERVISOR;
  private boolean open;
  private boolean aligned;

  Views(Segments segments) {
    this.segments = segments;
    now = of(level);
  }

  /**
   * As whom instructions access memory from now on; whether that has changed.
   *
   * @param userPagesOpened to supervisor code
   * @param alignmentChecked of data of users
   */
  boolean as(Level by, boolean userPagesOpened, boolean alignmentChecked) {
    if (by == level && userPagesOpened == open && alignmentChecked == aligned) {
      return false;
    }
    level = by;
    open = userPagesOpened;
    aligned = alignmentChecked;
    now = of(by);
    return true;
  }

  Level level() {
    return level;
  }

  /** Whether the alignment of data is checked. */
  boolean alignmentChecked() {
    return aligned;
  }

  /** What is kept for the code that runs. */
  Translations now() {
    return now;
  }

  /** What is kept for a level. */
  Translations of(Level by) {
    int which =
        switch (by) {
          case USER -> aligned ? CHECKED : USER;
          case SUPERVISOR -> open ? OPENED : SUPERVISOR;
          case IMPLICIT -> SUPERVISOR;
        };
    Translations found = kept[which];
    if (found == null) {
      found = new Translations(segments);
      kept[which] = found;
    }
    return found;
  }

  void flush() {
    for (Translations each : kept) {
      if (each != null) {
        each.flush();
      }
    }
  }

  void flushLocal() {
    for (Translations each : kept) {
      if (each != null) {
        each.flushLocal();
      }
    }
  }
}
