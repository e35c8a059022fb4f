package io.github.kvmtck.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.fake.FakeKernel;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientTest {
  private final Map<String, Answer> answers =
      new TreeMap<>(
          Map.of(
              "KVM_CREATE_VM", (kernel, _) -> kernel.newFd(),
              "KVM_CREATE_VCPU", (kernel, _) -> kernel.newFd(),
              "KVM_GET_VCPU_MMAP_SIZE", (_, _) -> Result.of(0x3000)));
  private final FakeKernel kernel = new FakeKernel(this::answer);
  private final Kernel.Process process = kernel.process();
  private final Client client = new Client(process, process.task("main"));

  private interface Answer {
    Result to(FakeKernel kernel, long argument);
  }

  private Result answer(FakeKernel fake, Syscall.Ioctl call) {
    String name = Uapi.request(call.request()).map(Request::name).orElseThrow();
    return answers.getOrDefault(name, (_, _) -> Result.error(Errno.ENOTTY)).to(fake, call.arg());
  }

  private Vcpu vcpu() {
    return client.openKvm().value().createVm().value().createVcpu(0).value();
  }

  @Test
  void packsWhatTheKernelReads() {
    byte[][] seen = new byte[1][];
    answers.put(
        "KVM_SET_USER_MEMORY_REGION",
        (fake, argument) -> {
          seen[0] = fake.memory().bytes(argument, 32);
          return Result.ZERO;
        });
    Vm vm = client.openKvm().value().createVm().value();
    MemoryRegion region = new MemoryRegion(3, Memslots.KVM_MEM_READONLY, 0x1000, 0x2000, 0x5000);
    vm.setUserMemoryRegion(region).orThrow();
    StructValue got = StructValue.of(Memslots.USERSPACE_MEMORY_REGION, seen[0]);
    assertThat(got).isEqualTo(region.packed());
    assertThat(got.get("userspace_addr")).isEqualTo(0x5000);
  }

  @Test
  void readsWhatTheKernelWrote() {
    answers.put(
        "KVM_GET_REGS",
        (fake, argument) -> {
          fake.memory().u64(argument + Registers.REGS.offset("rip"), 0x1234);
          return Result.ZERO;
        });
    assertThat(vcpu().getRegs().value().rip()).isEqualTo(0x1234);
  }

  @Test
  void saysWhichCallFailedWithWhat() {
    answers.put("KVM_SET_USER_MEMORY_REGION", (_, _) -> Result.error(Errno.EEXIST));
    Vm vm = client.openKvm().value().createVm().value();
    Reply<StructValue> reply = vm.setUserMemoryRegion(new MemoryRegion(0, 0, 0, 0x1000, 0x5000));
    assertThat(reply.errno()).isEqualTo(Errno.EEXIST);
    assertThatThrownBy(reply::orThrow)
        .isInstanceOf(UnexpectedErrno.class)
        .hasMessage(
            "KVM_SET_USER_MEMORY_REGION slot=0 flags=0 guest_phys_addr=0 memory_size=0x1000"
                + " userspace_addr=0x5000 failed: EEXIST");
    assertThatThrownBy(reply::value).isInstanceOf(UnexpectedErrno.class);
  }

  @Test
  void showsWhatAFailedCallLeft() {
    answers.put(
        "KVM_GET_CPUID2",
        (fake, argument) -> {
          fake.memory().u32(argument, 77);
          return Result.error(Errno.E2BIG);
        });
    Reply<StructValue> reply = vcpu().ioctl(Cpuid.KVM_GET_CPUID2, StructValue.of(Cpuid.CPUID2));
    assertThat(reply.errno()).isEqualTo(Errno.E2BIG);
    assertThat(reply.left().get("nent")).isEqualTo(77);
  }

  @Test
  void putsTheSignalSetBehindTheLength() {
    byte[][] seen = new byte[1][];
    answers.put(
        "KVM_SET_SIGNAL_MASK",
        (fake, argument) -> {
          seen[0] = fake.memory().bytes(argument, 12);
          return Result.ZERO;
        });
    vcpu().setSignalMask(Signals.set(Signals.SIGUSR1)).orThrow();
    assertThat(seen[0]).containsExactly(8, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void packsListsAndCountsThem() {
    answers.put(
        "KVM_SET_MSRS",
        (fake, argument) -> {
          StructValue msrs = StructValue.of(Msrs.MSRS, fake.memory().bytes(argument, 40));
          assertThat(msrs.get("nmsrs")).isEqualTo(2);
          assertThat(msrs.get("entries[1].index")).isEqualTo(0xC000_0080L);
          assertThat(msrs.get("entries[1].data")).isEqualTo(0x500);
          return Result.of(2);
        });
    Reply<Long> reply = vcpu().setMsrs(List.of(new Msr(0x10, 1), new Msr(0xC000_0080, 0x500)));
    assertThat(reply.value()).isEqualTo(2);
  }

  @Test
  void sharesKvmRunWithTheKernel() {
    Vcpu vcpu = vcpu();
    answers.put(
        "KVM_RUN",
        (fake, _) -> {
          long run = vcpu.kvmRun().address();
          assertThat(fake.memory().u8(run + RunOffsets.IMMEDIATE_EXIT)).isEqualTo(1);
          fake.memory().u32(run + RunOffsets.EXIT_REASON, ExitReason.KVM_EXIT_IO.number());
          fake.memory().u8(run + RunOffsets.IO_SIZE, 2);
          fake.memory().u32(run + RunOffsets.IO_COUNT, 3);
          fake.memory().u64(run + RunOffsets.IO_DATA_OFFSET, 0x1000);
          return Result.error(Errno.EINTR);
        });
    assertThat(vcpu.runImmediateExit()).isEqualTo(Result.error(Errno.EINTR));
    assertThat(vcpu.kvmRun().immediateExit()).isZero();
    assertThat(vcpu.kvmRun().exitReasonName()).isEqualTo("KVM_EXIT_IO");
    vcpu.kvmRun().ioData((byte) 1, (byte) 2);
    assertThat(vcpu.kvmRun().ioData()).containsExactly(1, 2, 0, 0, 0, 0);
    vcpu.kvmRun().set("msr.data", -5);
    assertThat(vcpu.kvmRun().get("msr.data")).isEqualTo(-5);
    assertThat(vcpu.kvmRun().copy().get("msr.data")).isEqualTo(-5);
  }

  @Test
  void leavesNothingBehind() {
    answers.put("KVM_GET_REGS", (_, _) -> Result.ZERO);
    try (client;
        Kvm kvm = client.openKvm().value();
        Vm vm = kvm.createVm().value();
        Vcpu vcpu = vm.createVcpu(0).value();
        HostMemory _ = HostMemory.map(client, 0x10000).value()) {
      vcpu.getRegs().orThrow();
      assertThat(process.holdings()).isEqualTo(new Holdings(3, 3, 0));
    }
    assertThat(process.holdings()).isEqualTo(Holdings.NONE);
  }

  @Test
  void callsWithAnyNumberAndAddress() {
    Vcpu vcpu = vcpu();
    answers.put(
        "KVM_RUN", (_, argument) -> argument == 0 ? Result.ZERO : Result.error(Errno.EINVAL));
    assertThat(vcpu.ioctl(VcpuRun.KVM_RUN, 1).errno()).isEqualTo(Errno.EINVAL);
    answers.put("KVM_ENABLE_CAP", (_, _) -> Result.error(Errno.EFAULT));
    assertThat(vcpu.ioctl(SystemApi.KVM_ENABLE_CAP, 0xdead_0000L).errno()).isEqualTo(Errno.EFAULT);
  }

  @Test
  void changesCopies() {
    Sregs sregs = new Sregs(StructValue.of(Registers.SREGS));
    Sregs changed = sregs.withSegment("ds", Segment.realMode(0x2000)).with("cr4", 0x200);
    assertThat(sregs.get("cr4")).isZero();
    assertThat(changed.segment("ds").base()).isEqualTo(0x20000);
    assertThat(changed.changesSince(sregs))
        .contains("cr4=0x200 was 0", "ds.selector=0x2000 was 0", "ds.base=0x20000 was 0");
  }
}
