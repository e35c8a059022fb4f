package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_MASKED;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_TIMER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TDCR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMCCT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMICT;

import io.github.kvmtck.reference.time.Alarm;

/**
 * The timer of a local APIC in its three modes (SDM vol. 3, 12.5.4). The owner of the registers
 * serialises the calls.
 */
final class ApicTimer implements Alarm {
  /** Both bits of LVTT that choose the mode; 0 is one-shot. */
  private static final int MODE = 3 << 17;

  private static final int PERIODIC = 1 << 17;
  private static final int TSC_DEADLINE = 2 << 17;
  private static final int TDCR_BITS = 0xb;
  private static final long TICK_MASK = 0xffff_ffffL;

  /** min_timer_period_us: a guest may not have the host's timer ring more often. */
  static final long SHORTEST_PERIOD = 200_000;

  private final LocalApic apic;
  private final ApicRegisters registers;
  private final ApicWiring wiring;
  private int mode;
  private long period;
  private long target;
  private long deadline;

  ApicTimer(LocalApic apic, ApicRegisters registers, ApicWiring wiring) {
    this.apic = apic;
    this.registers = registers;
    this.wiring = wiring;
  }

  /** RESET, INIT. */
  void reset() {
    wiring.clock().disarm(this);
    mode = 0;
    period = 0;
    target = 0;
    deadline = 0;
  }

  /** apic_update_lvtt: to and from deadlines everything is forgotten. */
  void lvtChanged() {
    int now = registers.get(LVT_TIMER) & wiring.timerModes() & MODE;
    if (now == mode) {
      return;
    }
    if (now == TSC_DEADLINE || mode == TSC_DEADLINE) {
      wiring.clock().disarm(this);
      registers.set(TMICT, 0);
      period = 0;
      deadline = 0;
    }
    mode = now;
    limitPeriod();
  }

  private boolean countsDown() {
    return mode != TSC_DEADLINE;
  }

  /** A write of the initial count starts the timer; 0 stops it. */
  void initialCount(int count) {
    if (countsDown()) {
      registers.set(TMICT, count);
      start(nanos(count));
    }
  }

  private void start(long first) {
    wiring.clock().disarm(this);
    period = nanos(registers.get(TMICT));
    limitPeriod();
    deadline = 0;
    if (period != 0) {
      armAt(wiring.clock().tsc() + first);
    }
  }

  private void limitPeriod() {
    if (mode == PERIODIC && period != 0) {
      period = Math.max(period, SHORTEST_PERIOD);
    }
  }

  private void armAt(long due) {
    target = due;
    wiring.clock().arm(this, due);
  }

  /** A write of the divide configuration scales what is left. */
  void divideBy(int value) {
    int before = divisor();
    registers.set(TDCR, value & TDCR_BITS);
    int now = divisor();
    if (before != now && period != 0 && countsDown()) {
      long left = Math.max(0, target - wiring.clock().tsc());
      period = nanos(registers.get(TMICT));
      limitPeriod();
      wiring.clock().disarm(this);
      armAt(wiring.clock().tsc() + left / before * now);
    }
  }

  /** 1, 2, 4 … 128, as bits 0, 1 and 3 say. */
  private int divisor() {
    int bits = registers.get(TDCR);
    int code = bits & 3 | bits >>> 1 & 4;
    return 1 << (code + 1 & 7);
  }

  private long nanos(int count) {
    return (count & TICK_MASK) * wiring.busCycleNanos() * divisor();
  }

  /** apic_get_tmcct. */
  int currentCount() {
    if (!countsDown() || period == 0 || registers.get(TMICT) == 0) {
      return 0;
    }
    long left = Math.max(0, target - wiring.clock().tsc());
    return (int) (left % period / (wiring.busCycleNanos() * divisor()));
  }

  /** IA32_TSC_DEADLINE; 0 in another mode. */
  long tscDeadline() {
    return mode == TSC_DEADLINE ? deadline : 0;
  }

  /** In another mode the write is dropped, and 0 disarms. */
  void tscDeadline(long value) {
    if (mode != TSC_DEADLINE) {
      return;
    }
    wiring.clock().disarm(this);
    deadline = value;
    if (value != 0) {
      armAt(wiring.whenTscIs(value));
    }
  }

  /** The same deadline may come at another time now. */
  void tscChanged() {
    if (mode == TSC_DEADLINE && deadline != 0) {
      tscDeadline(deadline);
    }
  }

  /** KVM_SET_LAPIC: goes on with the count that was saved, or with the deadline that there is. */
  void restore() {
    wiring.clock().disarm(this);
    lvtChanged();
    int left = registers.get(TMCCT);
    registers.set(TMCCT, 0);
    if (!countsDown()) {
      tscDeadline(deadline);
      return;
    }
    period = 0;
    if (registers.get(TMICT) != 0) {
      long whole = nanos(registers.get(TMICT));
      boolean fromStart = left == 0 && mode == PERIODIC;
      start(fromStart ? whole : Math.min(nanos(left), whole));
    }
  }

  @Override
  public void ring() {
    int lvt = expired();
    if ((lvt & LVT_MASKED) == 0) {
      wiring.local(Ipi.local(lvt));
    }
  }

  /** The time is over: LVTT as it is now. */
  private int expired() {
    synchronized (apic) {
      if (mode == PERIODIC && period != 0) {
        armAt(target + period);
      }
      deadline = 0;
      return registers.get(LVT_TIMER);
    }
  }

  @Override
  public boolean awaited() {
    if (!wiring.asleep()) {
      return false;
    }
    synchronized (apic) {
      int lvt = registers.get(LVT_TIMER);
      return (lvt & LVT_MASKED) == 0
          && !registers.has(ApicRegisters.IRR, lvt & LocalApic.VECTOR_MASK);
    }
  }
}
