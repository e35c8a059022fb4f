package io.github.kvmtck.x86.cpu;

/** The numbers of RDRAND and RDSEED: SplitMix64 from a constant (Steele et al., OOPSLA 2014). */
public final class RandomSequence {
  private static final long GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private long state;

  RandomSequence() {}

  public long next() {
    state += GAMMA;
    long z = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
    return z ^ z >>> 31;
  }

  void reset() {
    state = 0;
  }
}
