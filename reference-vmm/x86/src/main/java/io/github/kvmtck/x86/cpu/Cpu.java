package io.github.kvmtck.x86.cpu;

/**
 * One logical processor: architectural state, and what its instructions act on. Used by one thread
 * at a time; only {@link #boundary} is for others.
 *
 * <p>Instructions are restartable: nothing in here has changed when one is left with {@link
 * Abandon} except what a completed iteration of a repeated instruction did.
 */
public final class Cpu extends GeneralRegisters {
  /** Size of the buffer that {@link Bus#stringIn} fills. */
  public static final int STRING_BUFFER = 4096;

  public final Bus bus;
  public final BusLock busLock;
  public final Boundary boundary;
  public final Flags flags = new Flags();
  public final Events events = new Events();
  public final DebugRegisters debug = new DebugRegisters();
  public final GuestDebug guestDebug = new GuestDebug();
  public final Vectors vectors = new Vectors();
  public final Fpu fpu = new Fpu();
  public final Features features = new Features();
  public final CallRegisters calls = new CallRegisters();
  public final RandomSequence random = new RandomSequence();
  public final Control control;
  public final Segments segments;
  public final Memory memory;
  public final SystemMemory system;
  public final Stack stack;
  public final FlagLoad flagLoad;
  public final TaskState taskState;
  public final SelectorRights rights;
  public final FarTransfers far;
  public final FarReturns returns;
  final Descriptors descriptors;
  final SegmentLoad load;
  final Tasks tasks;
  final Gates gates;
  public final Interrupts interrupts;
  public final Breakpoints breakpoints;
  public final byte[] string = new byte[STRING_BUFFER];

  private boolean suspended;
  private boolean refused;
  private long unreachable;

  /**
   * The current block of instructions must be left: stop asked, its code written, state changed.
   */
  private boolean leave;

  private boolean stopAsked;
  private boolean singleIteration;

  /** A processor whose memory is its own. */
  public Cpu(Bus bus) {
    this(bus, new BusLock());
  }

  /** A processor that shares memory with those that have the same lock. */
  public Cpu(Bus bus, BusLock busLock) {
    this.bus = bus;
    this.busLock = busLock;
    boundary = new Boundary(busLock);
    control = new Control(this);
    segments = new Segments(this, control);
    breakpoints = new Breakpoints(this);
    memory = new Memory(this);
    system = new SystemMemory(this, memory.pieces);
    stack = new Stack(this);
    descriptors = new Descriptors(this);
    load = new SegmentLoad(this);
    flagLoad = new FlagLoad(this);
    taskState = new TaskState(this);
    rights = new SelectorRights(this);
    tasks = new Tasks(this);
    gates = new Gates(this);
    far = new FarTransfers(this);
    returns = new FarReturns(this);
    interrupts = new Interrupts(this);
    reset();
  }

  /** The state after RESET (SDM vol. 3, table 11-1): real mode at F000:FFF0. */
  public void reset() {
    init();
    vectors.reset();
    fpu.reset();
    random.reset();
    control.xcr0(Control.XCR0_X87);
  }

  /** The state after INIT: as after RESET, but x87, MMX and XMM registers and XCR0 stay. */
  public void init() {
    Reset.apply(this);
  }

  /** From now on this processor has what CPUID, as {@code cpuid} answers it, reports. */
  public void reported(Feature.Cpuid cpuid) {
    features.reported(cpuid);
    pagingChanged();
  }

  /** Recomputes what is derived from CS, SS, VM and AC: after they were set from outside. */
  public void refresh() {
    control.updateMode();
  }

  /**
   * Forgets every host address. Called on the thread that runs the processor, between instructions;
   * other threads ask for it through {@link Boundary#attention()} and wait until the run has ended.
   */
  public void flushTranslations() {
    memory.flush();
    leave = true;
  }

  /** Other page tables, or tables of another kind. */
  void pagingChanged() {
    memory.pagingChanged();
    leave = true;
  }

  // --- what the bus may do while it is called ---

  /** See {@link Bus}. */
  public void suspend() {
    suspended = true;
  }

  /** See {@link Bus}. */
  public void refuse() {
    refused = true;
  }

  /** See {@link Bus}. */
  public void stopAfter() {
    stopAsked = true;
    leave = true;
  }

  // --- what instructions and the run loop do ---

  /** Whether the bus asked to suspend; asking takes it. */
  public boolean takeSuspended() {
    boolean was = suspended;
    suspended = false;
    return was;
  }

  /** Whether the bus refused; asking takes it. */
  public boolean takeRefused() {
    boolean was = refused;
    refused = false;
    return was;
  }

  /** Leaves the instruction if the bus asked to suspend. */
  public void checkSuspended() {
    if (suspended) {
      suspended = false;
      throw Abandon.SUSPENDED;
    }
  }

  /**
   * Whether the bus asked to suspend: an instruction that has changed nothing yet returns then.
   * What {@link #checkSuspended} does, without the price of an exception.
   */
  public boolean putOff() {
    leave |= suspended;
    return suspended;
  }

  /** Leaves the instruction with {@code vector} if the bus refused, or suspended. */
  public void checkRefused(int vector, int code) {
    checkSuspended();
    if (refused) {
      refused = false;
      throw fault(vector, code);
    }
  }

  /** Raises an exception without error code: {@code throw cpu.fault(Vector.UD)}. */
  public Abandon fault(int vector) {
    return fault(vector, Events.NO_CODE);
  }

  /** Raises an exception with an error code. */
  public Abandon fault(int vector, int code) {
    events.faultVector = vector;
    events.faultCode = code;
    return Abandon.FAULT;
  }

  public Abandon unreachable(long address) {
    unreachable = address;
    return Abandon.UNREACHABLE;
  }

  /** Guest-physical address that {@link Abandon#UNREACHABLE} is about. */
  public long unreachableAddress() {
    return unreachable;
  }

  /**
   * Leave the current block after this instruction: something it was decoded under changed, or it
   * serializes (SDM vol. 3, 10.3). Before the next one every store can be seen by others.
   */
  public void leaveBlock() {
    leave = true;
  }

  /** Whether to leave the current block; asking takes it. */
  public boolean takeLeave() {
    boolean was = leave;
    leave = false;
    return was;
  }

  public boolean mustLeave() {
    return leave;
  }

  /** Whether the bus asked to stop after this instruction. */
  public boolean stopAsked() {
    return stopAsked;
  }

  /** As {@link #stopAsked}; asking takes it. */
  public boolean takeStopAsked() {
    boolean was = stopAsked;
    stopAsked = false;
    return was;
  }

  /** Repeated string instructions end after one iteration: stepping. */
  public void singleIteration(boolean on) {
    singleIteration = on;
  }

  public boolean singleIteration() {
    return singleIteration;
  }
}
