package io.github.kvmtck.x86.cpu;

/**
 * What waits at the instruction boundary: the pending exception, an injected interrupt, NMI,
 * shadows, blocking, halt. The owner reads and writes all of it (KVM_GET_VCPU_EVENTS).
 */
public final class Events {
  /** No error code is pushed. */
  public static final int NO_CODE = -1;

  /** Nothing waits. */
  public static final int NONE = -1;

  int faultVector;
  int faultCode = NO_CODE;

  private int pendingVector = NONE;
  private int pendingCode = NO_CODE;
  private int followingVector = NONE;
  private int followingCode = NO_CODE;
  private int injected = NONE;
  private boolean nmiPending;
  private boolean stiShadow;
  private boolean movSsShadow;
  private boolean nmiBlocked;
  private boolean halted;

  /** Queues an exception: delivered before the next instruction. */
  public void queue(int vector, int code) {
    pendingVector = vector;
    pendingCode = code;
  }

  /**
   * An exception that the event or instruction which is now executed leaves behind: it becomes
   * pending when that is done.
   */
  void follow(int vector, int code) {
    followingVector = vector;
    followingCode = code;
  }

  /** Makes what was left behind pending. */
  public void takeFollowing() {
    if (followingVector != NONE) {
      queue(followingVector, followingCode);
      followingVector = NONE;
    }
  }

  /** Forgets the pending exception. */
  public void clearPending() {
    queue(NONE, NO_CODE);
  }

  /** Vector of the exception waiting to be delivered, or {@link #NONE}. */
  public int pendingVector() {
    return pendingVector;
  }

  /** Its error code, or {@link #NO_CODE}. */
  public int pendingCode() {
    return pendingCode;
  }

  /**
   * Vector of the external interrupt that the owner injected, or {@link #NONE}. It is delivered
   * before the next instruction whatever IF says: whether it may be is decided when injecting.
   */
  public int injected() {
    return injected;
  }

  /** Injects an external interrupt; wakes from HLT. {@link #NONE} takes it back. */
  public void inject(int vector) {
    injected = vector;
    halted &= vector == NONE;
  }

  /** Whether it halts, and nothing that is delivered at this boundary ends it. */
  public boolean stayHalted() {
    return halted && pendingVector == NONE && !nmiPending;
  }

  /** An NMI waits until {@link #nmiBlocked} is off and no MOV-SS shadow stands. */
  public boolean nmiPending() {
    return nmiPending;
  }

  /** Makes an NMI pending; wakes from HLT. */
  public void nmiPending(boolean on) {
    nmiPending = on;
    halted &= !on;
  }

  /** The boundary after STI that set IF: no maskable interrupt. */
  public boolean stiShadow() {
    return stiShadow;
  }

  public void stiShadow(boolean on) {
    stiShadow = on;
  }

  /** The boundary after MOV SS or POP SS: no interrupt, NMI or debug trap. */
  public boolean movSsShadow() {
    return movSsShadow;
  }

  public void movSsShadow(boolean on) {
    movSsShadow = on;
  }

  /** Between delivery of an NMI and the next IRET. */
  public boolean nmiBlocked() {
    return nmiBlocked;
  }

  public void nmiBlocked(boolean on) {
    nmiBlocked = on;
  }

  /** HLT was executed and nothing has woken the processor since. */
  public boolean halted() {
    return halted;
  }

  public void halted(boolean on) {
    halted = on;
  }

  /** Vector of the exception that {@link Abandon#FAULT} announces. */
  public int faultVector() {
    return faultVector;
  }

  /** Its error code, or {@link #NO_CODE}. */
  public int faultCode() {
    return faultCode;
  }

  void reset() {
    clearPending();
    followingVector = NONE;
    injected = NONE;
    nmiPending = false;
    stiShadow = false;
    movSsShadow = false;
    nmiBlocked = false;
    halted = false;
  }
}
