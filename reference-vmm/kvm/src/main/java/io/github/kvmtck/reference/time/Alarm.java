package io.github.kvmtck.reference.time;

/** Something that happens when a time comes: a timer that was armed. */
public interface Alarm {

  /** The time has come. The alarm is no longer set; it may set itself again. */
  void ring();

  /** Whether somebody sleeps whom ringing would wake. */
  boolean awaited();
}
