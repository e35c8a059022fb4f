package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ioctls refuse, and in which order. */
class IoctlErrorsTest {
  private static final long NOWHERE = 1;

  @ParameterizedTest
  @CsvSource({
    "kvm, 0xaeff, 0, EINVAL", // unknown on /dev/kvm
    "vm, 0xaeff, 0, ENOTTY", // unknown on a VM
    "vcpu, 0xaeff, 0, EINVAL", // unknown on a vCPU (rule THR-05)
    "vcpu, 0x5401, 0, EINVAL", // not KVM's at all
    "vcpu, 0xae80, 1, EINVAL", // KVM_RUN with an argument (rule THR-04)
    "kvm, 0xae00, 1, EINVAL", // KVM_GET_API_VERSION with an argument
    "kvm, 0xae01, 7, EINVAL", // KVM_CREATE_VM of an unknown type
    "vm, 0xae41, 0, EEXIST", // KVM_CREATE_VCPU of the same id
    "vm, 0xae41, 4096, EINVAL", // KVM_MAX_VCPU_IDS
    "vm, 0x4020ae46, 1, EFAULT", // KVM_SET_USER_MEMORY_REGION
    "vm, 0x4008ae49, 1, ENOTTY", // the proposed list of regions (rule LIST-00)
    "vm, 0xaed2, 0, ENOTTY", // the proposed kick
    "vcpu, 0x4020aead, 1, EINVAL", // the proposed KVM_USER_EXIT (rule UX-01)
    "vcpu, 0xaead, 0, EINVAL", // KVM_KVMCLOCK_CTRL without kvmclock
    "vcpu, 0x8090ae81, 1, EFAULT", // KVM_GET_REGS
    "vcpu, 0x4090ae82, 1, EFAULT", // KVM_SET_REGS
    "vcpu, 0x8004ae98, 1, EFAULT", // KVM_GET_MP_STATE
    "vcpu, 0x4004ae8b, 1, EFAULT", // KVM_SET_SIGNAL_MASK
    "vcpu, 0x8400ae8e, 1, EINVAL", // KVM_GET_LAPIC without one: before EFAULT
    "vm, 0x4020aea5, 1, EFAULT", // KVM_SIGNAL_MSI
    "vm, 0xae60, 0, EINVAL", // KVM_CREATE_IRQCHIP after a vCPU
    "vm, 0xc208ae62, 1, EFAULT", // KVM_GET_IRQCHIP
    "vm, 0xae64, 0, ENOENT", // KVM_CREATE_PIT without a PIC
    "vm, 0x4040ae77, 1, EFAULT", // KVM_CREATE_PIT2
    "vm, 0x4020aeb2, 1, EFAULT", // KVM_SET_PMU_EVENT_FILTER
    "vm, 0xc008aeba, 1, ENOTTY", // KVM_MEMORY_ENCRYPT_OP
    "vm, 0x8010aebb, 1, EFAULT", // KVM_MEMORY_ENCRYPT_REG_REGION
    "vm, 0xaea2, 1, EINVAL", // KVM_SET_TSC_KHZ after a vCPU
    "vcpu, 0xc008aeba, 1, ENOTTY", // KVM_MEMORY_ENCRYPT_OP
    "vcpu, 0x4010aeab, 1, EFAULT", // KVM_GET_ONE_REG
    "vcpu, 0xc008aeb0, 1, EFAULT", // KVM_GET_REG_LIST
    "vcpu, 0x4018aee1, 1, EFAULT", // KVM_SET_DEVICE_ATTR
    "vcpu, 0x4008ae9c, 1, EFAULT", // KVM_X86_SETUP_MCE
    "vcpu, 0x4040ae9e, 1, EFAULT", // KVM_X86_SET_MCE
    "vcpu, 0x4008ae8a, 1, EFAULT", // KVM_SET_CPUID
    "vcpu, 0xc028ae92, 1, EFAULT", // KVM_TPR_ACCESS_REPORTING
    "vcpu, 0x4008ae93, 1, EINVAL", // KVM_SET_VAPIC_ADDR without a local APIC: before EFAULT
    "kvm, 0x8008ae9d, 1, EFAULT", // KVM_X86_GET_MCE_CAP_SUPPORTED
    "kvm, 0xc008ae09, 1, EFAULT", // KVM_GET_EMULATED_CPUID
    "kvm, 0xc004ae0a, 1, EFAULT", // KVM_GET_MSR_FEATURE_INDEX_LIST
    "kvm, 0x4018aee2, 1, EFAULT" // KVM_GET_DEVICE_ATTR
  })
  void refused(String fd, String request, long argument, Errno errno) {
    try (Guest guest = Guest.running("f4")) {
      int number =
          switch (fd) {
            case "kvm" -> guest.kvm.fd();
            case "vm" -> guest.vm.fd();
            default -> guest.vcpu.fd();
          };
      Result result =
          guest.client.task().call(new Syscall.Ioctl(number, Long.decode(request), argument));
      assertThat(result).isEqualTo(Result.error(errno));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, NONE, 0",
    "1, NONE, 1",
    "2, NONE, 2",
    "3, NONE, 3",
    "4, NONE, 0",
    "5, EINVAL, 0",
    "8, EINVAL, 0",
    "9, NONE, 9",
    "10, EINVAL, 0",
    "11, EINVAL, 0"
  })
  void mpStatesWithAnIrqchip(int state, Errno errno, int after) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      assertThat(guest.vcpu.setMpState(state).errno()).isEqualTo(errno);
      assertThat(guest.vcpu.getMpState().value()).isEqualTo(after);
    }
  }

  @Test
  void mpStatesWithoutAnIrqchip() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(guest.vcpu.setMpState(MpState.KVM_MP_STATE_RUNNABLE).errno())
          .isEqualTo(Errno.NONE);
      assertThat(guest.vcpu.setMpState(MpState.KVM_MP_STATE_HALTED).errno())
          .isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void pollSaysNothingOfAVcpuAndEpollRefusesIt() {
    try (Guest guest = Guest.running("f4")) {
      guest.process.memory().u32(guest.ram.address(), guest.vcpu.fd());
      guest.process.memory().u32(guest.ram.address() + 4, 0x005);
      var task = guest.client.task();
      assertThat(task.call(new Syscall.Poll(guest.ram.address(), 1, -1))).isEqualTo(Result.of(1));
      assertThat(guest.process.memory().u16(guest.ram.address() + 6)).isEqualTo(5);
      int epoll = (int) guest.client.call(new Syscall.EpollCreate(0)).value().longValue();
      assertThat(task.call(new Syscall.EpollCtl(epoll, 1, guest.vcpu.fd(), guest.ram.address())))
          .isEqualTo(Result.error(Errno.EPERM));
      assertThat(task.call(new Syscall.EpollCtl(epoll, 1, guest.vcpu.fd(), NOWHERE)))
          .isEqualTo(Result.error(Errno.EFAULT));
    }
  }

  @Test
  void aPriorityThatDoesNotExistIsRefusedAndMended() {
    try (Guest guest = Guest.running("e4 10 f4")) {
      guest.vcpu.run();
      guest.run.ioData((byte) 0x77);
      guest.run.set("cr8", 16);
      assertThat(guest.vcpu.run()).isEqualTo(Result.error(Errno.EINVAL));
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      assertThat(guest.run.get("cr8")).isZero();
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  /** __set_regs clears exception.pending, and nothing else of the exception. */
  @Test
  void writtenRegistersForgetAPendingExceptionAndNotAnInjectedOne() {
    try (Guest guest = Guest.running("F4")) {
      guest.vm.enableCap(Capability.KVM_CAP_EXCEPTION_PAYLOAD, 1).orThrow();
      assertThat(exceptionAfterWrite(guest, "exception.injected")).isEqualTo(1);
      assertThat(exceptionAfterWrite(guest, "exception.pending")).isZero();
    }
  }

  private static long exceptionAfterWrite(Guest guest, String how) {
    StructValue events =
        StructValue.of(VcpuEvents.VCPU_EVENTS)
            .with(how, 1)
            .with("exception.nr", 6)
            .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_PAYLOAD);
    guest.vcpu.setVcpuEvents(events).orThrow();
    guest.vcpu.setRegs(guest.vcpu.getRegs().value()).orThrow();
    return guest.vcpu.getVcpuEvents().value().get(how);
  }
}
