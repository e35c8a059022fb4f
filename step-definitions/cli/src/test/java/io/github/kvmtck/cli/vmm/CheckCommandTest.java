package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.Tracer;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.trace.TraceHeader;
import io.github.kvmtck.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  /** {@code in al, 0x10; hlt}. */
  private static final byte[] GUEST = {(byte) 0xe4, 0x10, (byte) 0xf4};

  private static final TraceHeader HEADER =
      new TraceHeader("tracer", "reference", List.of("a-vmm"), Instant.EPOCH);

  @TempDir Path folder;

  /** What a client calls that saves a vCPU at an exit, with or without finishing it before. */
  private Path trace(String name, boolean finished) throws IOException {
    Path file = folder.resolve(name);
    try (Kernel kernel = Backends.installed().named("reference").open(KernelOptions.MAINLINE);
        TraceWriter writer = TraceWriter.to(file, HEADER)) {
      Kernel traced =
          new InterceptedKernel(
              kernel, kernel.about(), process -> new Tracer(process, new Trace(writer)));
      Kernel.Process process = traced.process();
      Client client = new Client(process, process.task("vcpu0"));
      try (Vm vm = client.openKvm().value().createVm().value();
          HostMemory ram = HostMemory.map(client, 0x1000).value()) {
        ram.write(0, GUEST);
        vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
        try (Vcpu vcpu = vm.createVcpu(0).value()) {
          save(vcpu, finished);
        }
      }
      process.close();
    }
    return file;
  }

  private static void save(Vcpu vcpu, boolean finished) {
    vcpu.setSregs(vcpu.getSregs().value().withSegment("cs", Segment.realMode(0))).orThrow();
    vcpu.setRegs(vcpu.getRegs().value().withRip(0)).orThrow();
    assertThat(vcpu.run().failed()).isFalse();
    if (finished) {
      assertThat(vcpu.runImmediateExit().failed()).isTrue();
    }
    vcpu.getSregs().orThrow();
    vcpu.getVcpuEvents().orThrow();
    vcpu.getMpState().orThrow();
    vcpu.getMsrs(List.of(0x10)).orThrow();
  }

  private Cli check(Path... files) {
    String[] args = new String[files.length + 2];
    args[0] = "--out";
    args[1] = folder.resolve("report").toString();
    for (int i = 0; i < files.length; i++) {
      args[i + 2] = files[i].toString();
    }
    return Cli.check(args);
  }

  @Test
  void aBreachIsShownWithTheCallsThatProveIt() throws IOException {
    Cli session = check(trace("careless.jsonl", false));
    assertThat(session.code()).isEqualTo(1);
    assertThat(session.out())
        .contains("FAIL SAVE-01", "source: api.rst", " > ", "KVM_EXIT_IO in port 0x10");
    assertThat(folder.resolve("report/results.json")).exists();
    assertThat(folder.resolve("report/junit.xml")).exists();
  }

  @Test
  void aClientThatFinishesItsExitsConforms() throws IOException {
    Cli session = check(trace("careful.jsonl.gz", true));
    assertThat(session.out()).doesNotContain("FAIL");
    assertThat(session.code()).isZero();
  }

  @Test
  void theRuleThatIsAskedForIsJudgedAlone() throws IOException {
    Path file = trace("careless.jsonl", false);
    String out = folder.resolve("report").toString();
    assertThat(Cli.check("--out", out, "--rule", "TRACE", file.toString()).code()).isZero();
    assertThat(Cli.check("--out", out, "--rule", "save", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void severalTracesAreJudgedEachForItself() throws IOException {
    Cli session = check(trace("careful.jsonl", true), trace("careless.jsonl", false));
    assertThat(session.code()).isEqualTo(1);
    assertThat(folder.resolve("report/1/results.json")).content().doesNotContain("\"FAIL\" : 1");
    assertThat(folder.resolve("report/2/results.json")).exists();
  }

  @Test
  void whatIsCutOffIsSaid() throws IOException {
    Path file = trace("cut.jsonl", true);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 5));
    assertThat(check(file).err()).contains("the end of " + file + " is cut off");
  }

  @Test
  void whatACompressedOneHoldsUpToItsEndIsJudged() throws IOException {
    Path file = trace("cut.jsonl.gz", false);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    Cli session = check(file);
    assertThat(session.err()).contains("the end of " + file + " is cut off");
    assertThat(session.code()).isEqualTo(1);
    Files.write(file, Arrays.copyOf(whole, 5));
    assertThat(check(file).err()).isEqualTo(file + " is cut off before its first line.");
  }

  @Test
  void whatIsNoTraceIsOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "hello\n");
    assertThat(check(text).code()).isEqualTo(2);
    assertThat(check(text).err()).startsWith(text + " line 1: is no trace: ").hasLineCount(1);
    assertThat(check(folder.resolve("none")).err())
        .isEqualTo("There is no file " + folder.resolve("none") + ".");
    assertThat(check(folder).err()).startsWith(folder + " is a folder");
  }
}
