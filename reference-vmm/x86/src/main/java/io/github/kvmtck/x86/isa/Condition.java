package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;

/**
 * What Jcc, SETcc and CMOVcc ask, in the order of their codes: SDM vol. 1, appendix B. Each is a
 * class by itself, because no instruction is executed more often than a conditional jump.
 */
public enum Condition implements Semantics.Test {
  O(0) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.of();
    }
  },
  NO(1) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.of();
    }
  },
  B(2) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.cf();
    }
  },
  AE(3) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.cf();
    }
  },
  E(4) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.zf();
    }
  },
  NE(5) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.zf();
    }
  },
  BE(6) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.cf() || cpu.flags.zf();
    }
  },
  A(7) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.cf() && !cpu.flags.zf();
    }
  },
  S(8) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.sf();
    }
  },
  NS(9) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.sf();
    }
  },
  P(10) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.pf();
    }
  },
  NP(11) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.pf();
    }
  },
  L(12) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.less();
    }
  },
  GE(13) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.less();
    }
  },
  LE(14) {
    @Override
    public boolean holds(Cpu cpu) {
      return cpu.flags.zf() || cpu.flags.less();
    }
  },
  G(15) {
    @Override
    public boolean holds(Cpu cpu) {
      return !cpu.flags.zf() && !cpu.flags.less();
    }
  };

  /** As instructions encode it. */
  public final int code;

  Condition(int code) {
    this.code = code;
  }

  /** Whether it holds where the one with the next lower code does not. */
  public boolean negated() {
    return (code & 1) != 0;
  }
}
