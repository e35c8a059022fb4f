package io.github.kvmtck.x86.cpu;

/**
 * Model-specific registers that SYSCALL, SYSENTER and SWAPGS use (SDM vol. 3, 6.8.7, 6.8.8). INIT
 * leaves them alone.
 */
public final class CallRegisters {
  public long star;
  public long lstar;
  public long cstar;
  public long fmask;
  public long sysenterCs;
  public long sysenterEsp;
  public long sysenterEip;
  public long kernelGsBase;
}
