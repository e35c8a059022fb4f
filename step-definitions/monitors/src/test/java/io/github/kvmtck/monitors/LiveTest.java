package io.github.kvmtck.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.events.Note.Edge;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.Tracer;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.vmm.Image;
import io.github.kvmtck.vmm.Migration;
import io.github.kvmtck.vmm.Peripherals;
import io.github.kvmtck.vmm.Snapshot;
import io.github.kvmtck.vmm.Vmm;
import io.github.kvmtck.vmm.VmmConfig;
import io.github.kvmtck.x86.asm.Assembler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live, on a kernel: a VMM that keeps its duties is told so, and a careless client too. */
class LiveTest {
  /** Reads a port and writes memory for ever. */
  private static final String GUEST =
      """
              mov  bx, 0x2000
      again:  in   al, 0x81
              mov  [bx], al
              inc  bx
              and  bx, 0x3fff
              or   bx, 0x2000
              jmp  again
      """;

  private static final Image IMAGE =
      Image.bootSector(Assembler.assemble(GUEST, Image.BOOT_SECTOR, 16).bytes());

  /** Nanoseconds: what takes longer on a busy host is no single change of the memory map. */
  private static final long ONE_CHANGE = 40_000_000;

  private final Judge judge = new Judge(TheRules.catalogue(), Monitors::all);
  private final Trace trace = new Trace(judge);

  @AutoClose private final Kernel below = reference();

  private final Kernel kernel =
      new InterceptedKernel(below, below.about(), process -> new Tracer(process, trace));

  @TempDir private Path folder;

  private static Kernel reference() {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("reference"))
        .findFirst()
        .orElseThrow()
        .open(new KernelOptions("mainline", List.of()));
  }

  private void note(Activity activity, Edge edge) {
    trace.note(at -> new Note.Bracket(at, activity, edge));
  }

  private static void awaitExits(Vmm vmm, long more) {
    long until = vmm.devices().ports().count(0x81).reads() + more;
    while (vmm.devices().ports().count(0x81).reads() < until) {
      Thread.onSpinWait();
    }
  }

  private static void assertPass(Judgement judgement, String... rules) {
    assertThat(judgement.findings(Level.VIOLATION)).isEmpty();
    assertThat(judgement.findings(Level.WARNING)).isEmpty();
    for (String rule : rules) {
      assertThat(Story.rule(judgement, rule).verdict()).as(rule).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void itsSnapshotsAreClean() throws IOException {
    try (Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, IMAGE, Peripherals.NONE)) {
      vmm.go();
      for (int i = 0; i < 5; i++) {
        awaitExits(vmm, 20);
        note(Activity.SNAPSHOT, Edge.BEGIN);
        Snapshot.save(vmm, folder.resolve("state"));
        note(Activity.SNAPSHOT, Edge.END);
      }
    }
    assertPass(judge.conclude());
  }

  @Test
  void itsMigrationIsClean() throws IOException {
    try (Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, IMAGE, Peripherals.NONE)) {
      vmm.go();
      awaitExits(vmm, 20);
      note(Activity.MIGRATION, Edge.BEGIN);
      Migration.send(
          vmm, OutputStream.nullOutputStream(), new ByteArrayInputStream(new byte[] {'R'}));
      note(Activity.MIGRATION, Edge.END);
    }
    assertPass(judge.conclude(), "TRACE-13");
  }

  /** A client with the same guest, before its first port read is answered. */
  private static final class Careless implements AutoCloseable {
    private final Client client;
    private final Vm vm;
    private final MemoryRegion region;
    private final Vcpu vcpu;

    Careless(Kernel.Process process) {
      client = new Client(process, process.task("main"));
      vm = client.openKvm().value().createVm().value();
      HostMemory ram = HostMemory.map(client, 0x10000).value();
      ram.write(IMAGE.address(), IMAGE.bytes());
      region = MemoryRegion.of(0, 0, ram);
      vm.setUserMemoryRegion(region).orThrow();
      vcpu = vm.createVcpu(0).value();
      Sregs sregs = vcpu.getSregs().value();
      Segment zero = Segment.realMode(0);
      vcpu.setSregs(sregs.withSegment("cs", zero).withSegment("ds", zero)).orThrow();
      vcpu.setRegs(Regs.zero().withRip(IMAGE.address())).orThrow();
      assertThat(vcpu.run().failed()).isFalse();
    }

    void saves() {
      vcpu.getRegs().orThrow();
      vcpu.getSregs().orThrow();
      vcpu.getVcpuEvents().orThrow();
      vcpu.getMpState().orThrow();
    }

    @Override
    public void close() {
      vcpu.close();
      vm.close();
      client.close();
    }
  }

  @Test
  void aCarelessSaveIsSeen() {
    try (Careless client = new Careless(kernel.process())) {
      note(Activity.SNAPSHOT, Edge.BEGIN);
      client.saves();
      note(Activity.SNAPSHOT, Edge.END);
    }
    Judgement judgement = judge.conclude();
    assertThat(Story.failed(judgement)).containsExactly("COMP-04", "SAVE-01", "SAVE-07");
    assertThat(Story.only(judgement, Level.VIOLATION).calls().getFirst().toString())
        .startsWith("vcpu0 KVM_RUN → 0 KVM_EXIT_IO in port 0x81");
  }

  @Test
  void soItIsWhereTheDescriptorsAreClosedThen() {
    try (Careless client = new Careless(kernel.process())) {
      client.saves();
    }
    assertThat(Story.failed(judge.conclude())).containsExactly("COMP-04", "SAVE-01", "SAVE-07");
  }

  @Test
  void andNotAfterCompletion() {
    try (Careless client = new Careless(kernel.process())) {
      assertThat(client.vcpu.runImmediateExit().errno()).isEqualTo(Errno.EINTR);
      client.saves();
    }
    assertPass(judge.conclude(), "SAVE-01", "SAVE-02");
  }

  @Test
  void aSlotThatIsGoneForAMomentIsSeen() {
    try (Careless client = new Careless(kernel.process())) {
      Kernel.Task other = client.client.process().task("other");
      long began;
      do {
        began = System.nanoTime();
        client.vm.by(other).setUserMemoryRegion(client.region.deleted()).orThrow();
        assertThat(client.vcpu.run().failed()).isFalse();
        client.vm.by(other).setUserMemoryRegion(client.region).orThrow();
      } while (System.nanoTime() - began > ONE_CHANGE);
    }
    Judgement judgement = judge.conclude();
    assertThat(Story.failed(judgement)).containsExactly("QACC-04", "TRACE-01", "TRACE-11");
    assertThat(judgement.findings(Level.VIOLATION))
        .allSatisfy(finding -> assertThat(finding.calls()).hasSize(3));
  }
}
