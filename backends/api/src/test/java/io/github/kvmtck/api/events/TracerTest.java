package io.github.kvmtck.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.fake.FakeKernel;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.Uapi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracerTest {
  private final Map<String, Result> answers =
      new HashMap<>(Map.of("KVM_GET_VCPU_MMAP_SIZE", Result.of(0x3000)));
  private Runnable duringRun = () -> {};
  private final FakeKernel fake = new FakeKernel(this::answer);
  private final CallLog log = new CallLog(8);
  private final Traced traced = Traced.process(fake, log);
  private final Client client = new Client(traced.process(), traced.process().task("main"));

  private Result answer(FakeKernel kernel, Syscall.Ioctl call) {
    String name = Uapi.request(call.request()).map(Request::name).orElse("none");
    if (name.equals("KVM_RUN")) {
      duringRun.run();
    }
    return name.equals("KVM_CREATE_VM") || name.equals("KVM_CREATE_VCPU")
        ? kernel.newFd()
        : answers.getOrDefault(name, Result.ZERO);
  }

  private Vm vm() {
    return client.openKvm().value().createVm().value();
  }

  private String runs(Vcpu vcpu) {
    vcpu.run();
    return log.lines().getLast();
  }

  @Test
  void namesCallsAsTheKernelDoes() {
    Vm vm = vm();
    answers.put("KVM_SET_USER_MEMORY_REGION", Result.error(Errno.EEXIST));
    assertThat(vm.setUserMemoryRegion(new MemoryRegion(0, 0, 0, 0x10000, 0x5000)).failed())
        .isTrue();
    vm.checkExtension(Capability.KVM_CAP_IMMEDIATE_EXIT).orThrow();
    assertThat(log.lines())
        .containsSubsequence(
            "open /dev/kvm 0x80002 → 3",
            "kvm KVM_CREATE_VM 0 → 4",
            "vm KVM_SET_USER_MEMORY_REGION slot=0 flags=0 guest_phys_addr=0 memory_size=0x10000"
                + " userspace_addr=0x5000 → -1 EEXIST",
            "vm KVM_CHECK_EXTENSION KVM_CAP_IMMEDIATE_EXIT → 0");
  }

  @Test
  void namesStatesCapabilitiesAndSignals() {
    Vcpu vcpu = vm().createVcpu(0).value();
    vcpu.getRegs().orThrow();
    vcpu.setMpState(MpState.KVM_MP_STATE_HALTED).orThrow();
    vcpu.enableCap(Capability.KVM_CAP_HALT_POLL, 0x100).orThrow();
    vcpu.setSignalMask(Signals.set(Signals.SIGUSR1)).orThrow();
    vcpu.clearSignalMask().orThrow();
    assertThat(log.lines())
        .containsSubsequence(
            "vcpu0 KVM_GET_REGS → 0",
            "vcpu0 KVM_SET_MP_STATE KVM_MP_STATE_HALTED → 0",
            "vcpu0 KVM_SET_SIGNAL_MASK [SIGUSR1] → 0",
            "vcpu0 KVM_SET_SIGNAL_MASK 0x0 → 0");
    assertThat(log.toString()).contains("vcpu0 KVM_ENABLE_CAP KVM_CAP_HALT_POLL");
  }

  @Test
  void decodesAnExitForPortIo() {
    Vcpu vcpu = vm().createVcpu(0).value();
    MappedRun run = vcpu.kvmRun();
    run.exitReason(ExitReason.KVM_EXIT_IO.number());
    run.set("io.direction", RunBits.KVM_EXIT_IO_OUT);
    run.set("io.size", 2);
    run.set("io.port", 0x10);
    run.set("io.count", 1);
    run.set("io.data_offset", 0x1000);
    run.ioData((byte) 0xab, (byte) 0xcd);
    assertThat(runs(vcpu))
        .isEqualTo("vcpu0 KVM_RUN → 0 KVM_EXIT_IO out port 0x10 size 2 count 1 data abcd");
    run.set("io.direction", RunBits.KVM_EXIT_IO_IN);
    run.flags(Proposed.KVM_RUN_NEEDS_COMPLETION);
    assertThat(runs(vcpu))
        .isEqualTo(
            "vcpu0 KVM_RUN → 0 KVM_EXIT_IO in port 0x10 size 2 count 1 [flags NEEDS_COMPLETION]");
  }

  @Test
  void decodesOtherExits() {
    Vcpu vcpu = vm().createVcpu(0).value();
    MappedRun run = vcpu.kvmRun();
    run.exitReason(ExitReason.KVM_EXIT_MMIO.number());
    run.set("mmio.phys_addr", 0x20ffe);
    run.set("mmio.len", 2);
    run.set("mmio.is_write", 1);
    run.mmioData((byte) 0x11, (byte) 0x22);
    assertThat(runs(vcpu)).endsWith("→ 0 KVM_EXIT_MMIO write 0x20ffe len 2 data 1122");
    run.exitReason(ExitReason.KVM_EXIT_INTERNAL_ERROR.number());
    run.set("internal.suberror", RunBits.KVM_INTERNAL_ERROR_EMULATION);
    run.set("internal.ndata", 1);
    run.set("internal.data[0]", 0x1000);
    assertThat(runs(vcpu)).endsWith("KVM_EXIT_INTERNAL_ERROR suberror EMULATION data [1000]");
    run.exitReason(ExitReason.KVM_EXIT_X86_WRMSR.number());
    run.set("msr.reason", Msrs.KVM_MSR_EXIT_REASON_FILTER);
    run.set("msr.index", 0x174);
    run.set("msr.data", 5);
    assertThat(runs(vcpu)).endsWith("KVM_EXIT_X86_WRMSR index 0x174 data 0x5 reason FILTER");
    run.exitReason(Proposed.KVM_EXIT_REQUEST);
    assertThat(runs(vcpu)).endsWith("→ 0 KVM_EXIT_REQUEST");
    run.exitReason(0x77);
    assertThat(runs(vcpu)).endsWith("→ 0 119");
  }

  @Test
  void doesNotDecodeWhatAFailedRunLeft() {
    Vcpu vcpu = vm().createVcpu(0).value();
    vcpu.kvmRun().exitReason(ExitReason.KVM_EXIT_IO.number());
    answers.put("KVM_RUN", Result.error(Errno.EINTR));
    assertThat(vcpu.runImmediateExit().failed()).isTrue();
    assertThat(log.lines().getLast())
        .isEqualTo("vcpu0 KVM_RUN immediate_exit → -1 EINTR (exit_reason KVM_EXIT_IO)");
  }

  @Test
  void survivesAClientThatWritesNonsense() {
    Vcpu vcpu = vm().createVcpu(0).value();
    MappedRun run = vcpu.kvmRun();
    run.exitReason(ExitReason.KVM_EXIT_IO.number());
    run.set("io.size", 0xff);
    run.set("io.count", 0xffff_ffffL);
    run.set("io.data_offset", -1);
    assertThat(runs(vcpu)).contains("size 255 count 4294967295");
    run.exitReason(ExitReason.KVM_EXIT_MMIO.number());
    run.set("mmio.len", 0xffff_ffffL);
    run.set("mmio.is_write", 1);
    assertThat(runs(vcpu)).contains("KVM_EXIT_MMIO write");
    run.exitReason(ExitReason.KVM_EXIT_INTERNAL_ERROR.number());
    run.set("internal.ndata", 0xffff_ffffL);
    assertThat(runs(vcpu)).contains("KVM_EXIT_INTERNAL_ERROR");
    client.call(new Syscall.Ioctl(vcpu.fd(), 0x102, 7)).orThrow();
    assertThat(log.lines().getLast()).isEqualTo("vcpu0 ioctl 0x102 0x7 → 0");
  }

  @Test
  void keepsTheLastCallsOnly() {
    CallLog small = new CallLog(2);
    vm();
    log.events().forEach(small::returned);
    assertThat(small.lines()).containsExactlyElementsOf(log.lines().subList(1, 3));
  }

  @Test
  void showsWhatIsInFlight() {
    Vcpu vcpu = vm().createVcpu(0).value();
    List<String> seen = new ArrayList<>();
    duringRun = () -> seen.addAll(log.lines());
    vcpu.run();
    assertThat(seen).last().isEqualTo("vcpu0 KVM_RUN … has not returned");
    assertThat(log.lines())
        .last()
        .isEqualTo("vcpu0 KVM_RUN → 0 KVM_EXIT_UNKNOWN hardware_exit_reason 0x0");
  }

  @Test
  void namesTheTaskWhereMoreThanOneCalls() {
    Vcpu vcpu = vm().createVcpu(0).value();
    vcpu.by(traced.process().task("other")).run();
    assertThat(log.lines()).first().asString().startsWith("main: open /dev/kvm");
    assertThat(log.lines()).last().asString().startsWith("other: vcpu0 KVM_RUN");
  }

  @Test
  void tellsWhichCallsOverlap() {
    vm();
    assertThat(log.events()).allSatisfy(e -> assertThat(e.returned()).isEqualTo(e.entered() + 1));
    assertThat(log.events()).extracting(TraceEvent::entered).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void followsDescriptorsThroughDupAndClose() {
    Vm vm = vm();
    int copy = client.call(new Syscall.Dup(vm.fd())).value().intValue();
    vm.close();
    assertThat(log.lines().getLast()).isEqualTo("vm close → 0");
    client.call(new Syscall.Close(copy)).orThrow();
    assertThat(log.lines().getLast()).isEqualTo("vm close → 0");
    assertThat(vm.closeFd().errno()).isEqualTo(Errno.EBADF);
    assertThat(log.lines().getLast()).isEqualTo("fd 4 close → -1 EBADF");
  }

  @Test
  void numbersMoreThanOneVm() {
    vm();
    vm().createVcpu(1).orThrow();
    assertThat(log.toString()).contains("vm1 KVM_CREATE_VCPU 1 → 7").contains("vm1.vcpu1 mmap");
  }
}
