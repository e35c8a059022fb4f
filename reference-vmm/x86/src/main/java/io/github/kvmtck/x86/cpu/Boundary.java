package io.github.kvmtck.x86.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What others ask of a processor at its next instruction boundary, and whether it may be between
 * two boundaries now. Any thread may ask; to stand aside is up to the thread that runs it.
 */
public final class Boundary {
  private static final int ATTENTION = 1;
  private static final int BUS = 2;

  private static final VarHandle ASKED;

  static {
    try {
      ASKED = MethodHandles.lookup().findVarHandle(Boundary.class, "asked", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final BusLock bus;
  private volatile int asked;
  private volatile boolean running;
  private volatile boolean aside;

  Boundary(BusLock bus) {
    this.bus = bus;
    bus.join(this);
  }

  /** Makes a run end with {@code Stop.ATTENTION} at the next boundary; stays until taken. */
  public void attention() {
    ask(ATTENTION);
  }

  /** Whether {@link #attention()} was called since {@link #takeAttention()}. */
  public boolean wantsAttention() {
    return (asked & ATTENTION) != 0;
  }

  /** Takes the request: call before looking at what it was about. */
  public void takeAttention() {
    answer(ATTENTION);
  }

  /** Whether anybody asks for anything: instructions end at this boundary. */
  public boolean asked() {
    return asked != 0;
  }

  /**
   * From now on the processor may run, until {@link #leave}. An owner whose processor shares memory
   * with others says so; it waits while another holds the bus.
   */
  public void enter() {
    running = true;
    standAside();
  }

  /** The processor does nothing until {@link #enter}. */
  public void leave() {
    running = false;
    if ((asked & BUS) != 0) {
      bus.arrived();
    }
  }

  /** Whether it is between {@link #enter} and {@link #leave}. */
  public boolean running() {
    return running;
  }

  /** At a boundary: waits while another processor holds the bus. */
  public void standAside() {
    if ((asked & BUS) != 0) {
      bus.standAside(this);
    }
  }

  /** Whether it may be in the middle of an instruction, as others see it. */
  boolean moves() {
    return running && !aside;
  }

  /** That it waits for the bus: its instruction has touched no memory that could be seen. */
  void aside(boolean waits) {
    aside = waits;
  }

  /** Asks for the bus, or no longer. */
  void wantsBus(boolean on) {
    if (on) {
      ask(BUS);
    } else {
      answer(BUS);
    }
  }

  private void ask(int what) {
    var unused = (int) ASKED.getAndBitwiseOr(this, what);
  }

  private void answer(int what) {
    var unused = (int) ASKED.getAndBitwiseAnd(this, ~what);
  }
}
