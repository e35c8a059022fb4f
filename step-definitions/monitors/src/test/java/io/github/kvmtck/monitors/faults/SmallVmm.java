package io.github.kvmtck.monitors.faults;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Mmio;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.x86.asm.Assembler;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A VMM of a few lines that has one bad habit, or none, and a guest that checks its devices. */
final class SmallVmm implements AutoCloseable {
  private static final String GUEST =
      """
              mov  ax, 0x2000
              mov  es, ax
              mov  ax, 0x1000
              mov  fs, ax
              xor  bx, bx
              xor  cx, cx
      again:  in   al, 0x81
              cmp  al, bl
              jne  wrong
              inc  bl
              lock inc byte ptr es:[0]
              inc  cl
              cmp  byte ptr es:[0], cl
              jne  wrong
              inc  dword ptr [0x3000]
              dec  dword ptr [0x3004]
              movq mm0, [0x3000]
              movq es:[8], mm0
              movq mm1, es:[8]
              movq [0x3008], mm1
              mov  eax, [0x3000]
              cmp  eax, [0x3008]
              jne  wrong
              mov  eax, [0x3004]
              cmp  eax, [0x300c]
              jne  wrong
              cmp  byte ptr fs:[0], 0x5a
              jne  wrong
              test bl, 15
              jnz  again
              mov  al, 0x2e
              out  0xe9, al
              jmp  again
      wrong:  mov  al, 0x58
              out  0xe9, al
              hlt
      """;

  private static final int ENTRY = 0x1000;
  private static final int LOW = 0x10000;
  private static final int PAGE = 0x1000;
  private static final long DEVICE = 0x20000;
  private static final int DEBUG = 0xe9;
  private static final List<Integer> MSRS = List.of(0x174, 0x175, 0x176);

  /** What it does otherwise than it should. */
  enum Habit {
    NONE,
    /** Looks at exit_reason whatever KVM_RUN returned. */
    SERVES_WHAT_A_FAILURE_LEFT,
    /** Does not serve what KVM_RUN returned with when it was to complete something. */
    DROPS_THE_EXIT_OF_A_PAUSE,
    /** Does not look how many MSRs were read. */
    COUNTS_NO_MSRS,
    /** Does not look whether a slot was made. */
    IGNORES_ENOMEM
  }

  private final Habit habit;
  private final Trace trace;
  private final Client client;
  private final Vm vm;
  private final Vcpu vcpu;
  private final MappedRun run;
  private final MemoryRegion high;
  private final byte[] device = new byte[16];
  private final StringBuilder said = new StringBuilder();
  private final SortedSet<Integer> lengths = new TreeSet<>();
  private int sequence;
  private int exits;

  SmallVmm(Kernel kernel, Trace trace, Habit habit) {
    this.habit = habit;
    this.trace = trace;
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("main"));
    vm = client.openKvm().value().createVm().value();
    HostMemory low = HostMemory.map(client, LOW).value();
    low.write(ENTRY, Assembler.assemble(GUEST, ENTRY, 16).bytes());
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, low)).orThrow();
    HostMemory memory = HostMemory.map(client, PAGE).value();
    memory.write(0, (byte) 0x5a);
    high = MemoryRegion.of(1, LOW, memory);
    vm.setUserMemoryRegion(high).orThrow();
    vcpu = vm.createVcpu(0).value();
    run = vcpu.kvmRun();
    Sregs sregs = vcpu.getSregs().value();
    Segment zero = Segment.realMode(0);
    vcpu.setSregs(sregs.withSegment("cs", zero).withSegment("ds", zero)).orThrow();
    vcpu.setRegs(Regs.zero().withRip(ENTRY)).orThrow();
  }

  /**
   * Runs until the guest has said a number of characters, or that something is wrong.
   *
   * @param every after how many exits it is paused and saved; 0 for never
   * @return what the guest said; "?" at the end for an exit that nobody knows
   */
  String run(int characters, int every) {
    while (said.length() < characters && said.indexOf("X") < 0 && said.indexOf("?") < 0) {
      Result result = vcpu.run();
      if (!result.failed() || habit == Habit.SERVES_WHAT_A_FAILURE_LEFT) {
        serve();
        exits++;
        if (every > 0 && exits % every == 0) {
          snapshot();
        }
      } else if (result.errno() != Errno.EINTR) {
        said.append('?');
      }
    }
    return said.toString();
  }

  private void serve() {
    switch (ExitReason.of(run.exitReason()).orElseThrow()) {
      case KVM_EXIT_IO -> {
        if (run.io().isIn()) {
          run.ioData((byte) sequence++);
        } else if (run.io().port() == DEBUG) {
          said.append((char) run.ioData()[0]);
        }
      }
      case KVM_EXIT_MMIO -> mmio(run.mmio());
      default -> said.append('?');
    }
  }

  /** How long the accesses to memory were that were served. */
  SortedSet<Integer> lengths() {
    return lengths;
  }

  private void mmio(Mmio mmio) {
    lengths.add(mmio.len());
    int at = (int) (mmio.physAddr() - DEVICE);
    if (at < 0) {
      run.mmioData(new byte[mmio.len()]);
    } else if (mmio.isWrite()) {
      System.arraycopy(run.mmioData(), 0, device, at, mmio.len());
    } else {
      run.mmioData(Arrays.copyOfRange(device, at, at + mmio.len()));
    }
  }

  /** Finishes what is pending, and reads the state. */
  private void snapshot() {
    note(Edge.BEGIN);
    run.immediateExit(1);
    Result result = vcpu.run();
    while (!result.failed() && habit != Habit.DROPS_THE_EXIT_OF_A_PAUSE) {
      serve();
      result = vcpu.run();
    }
    run.immediateExit(0);
    readMsrs();
    vcpu.getRegs().orThrow();
    vcpu.getSregs().orThrow();
    vcpu.getVcpuEvents().orThrow();
    note(Edge.END);
  }

  private void readMsrs() {
    List<Integer> left = MSRS;
    while (!left.isEmpty()) {
      Reply<List<Msr>> reply = vcpu.getMsrs(left);
      int done = habit == Habit.COUNTS_NO_MSRS ? left.size() : (int) reply.result().value();
      left = left.subList(Math.min(left.size(), done + 1), left.size());
    }
  }

  private void note(Edge edge) {
    trace.note(at -> new Note.Bracket(at, Activity.SNAPSHOT, edge));
  }

  /** Makes a slot anew. */
  void changeMemory() {
    while (vm.setUserMemoryRegion(high.deleted()).result().failed()) {
      Thread.onSpinWait();
    }
    while (vm.setUserMemoryRegion(high).result().failed() && habit != Habit.IGNORES_ENOMEM) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.process().close();
  }
}
