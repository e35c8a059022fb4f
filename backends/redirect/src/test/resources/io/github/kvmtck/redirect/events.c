/* An eventfd that a guest's write signals, and one that interrupts a guest. */
#include "kvm.h"
#include <sys/eventfd.h>

int main(void) {
  static const uint8_t code[] = {
      0xe6, 0x10, 0xe6, 0x10, 0xe6, 0x10, /* out 0x10, al */
      0xe6, 0x11, 0xf4};                  /* out 0x11, al; hlt */
  open_kvm();
  uint8_t *memory = pages(0x10000);
  memcpy(memory + 0x1000, code, sizeof code);
  slot(0, 0, memory, 0x10000);
  IOCTL(vm_fd, KVM_CREATE_IRQCHIP, 0);
  struct vcpu vcpu = new_vcpu(0);
  real_mode(vcpu, 0x1000);
  int written = eventfd(0, 0);
  struct kvm_ioeventfd doorbell = {
      .addr = 0x10, .len = 1, .fd = written, .flags = KVM_IOEVENTFD_FLAG_PIO};
  IOCTL(vm_fd, KVM_IOEVENTFD, &doorbell);
  IOCTL(vcpu.fd, KVM_RUN, 0);
  uint64_t count = 0;
  if (read(written, &count, 8) != 8) err(1, "read");
  printf("reason %u port 0x%x, %d writes told\n", vcpu.run->exit_reason, vcpu.run->io.port,
         (int)count);
  int raised = eventfd(0, EFD_NONBLOCK);
  struct kvm_irqfd line = {.fd = raised, .gsi = 4};
  IOCTL(vm_fd, KVM_IRQFD, &line);
  printf("twice: %d\n", ioctl(vm_fd, KVM_IRQFD, &line) < 0 ? errno : 0);
  line.fd = 0;
  printf("no eventfd: %d\n", ioctl(vm_fd, KVM_IRQFD, &line) < 0 ? errno : 0);
  count = 1;
  if (write(raised, &count, 8) != 8) err(1, "write");
  struct kvm_irqchip chip = {.chip_id = KVM_IRQCHIP_PIC_MASTER};
  for (int i = 0; i < 200 && !(chip.chip.pic.irr & 0x10); i++) {
    usleep(5000);
    IOCTL(vm_fd, KVM_GET_IRQCHIP, &chip);
  }
  printf("irr 0x%x, count taken: %d\n", chip.chip.pic.irr,
         read(raised, &count, 8) < 0 && errno == EAGAIN);
  return 0;
}
