/* A guest in each of four modes that writes a line to a port and a number to memory. */
#include "kvm.h"

static const uint8_t real[] = {
    0xba, 0x17, 0x02,                   /* mov dx, 0x217 */
    0xb0, 'H', 0xee, 0xb0, 'i', 0xee,   /* mov al, ..; out dx, al */
    0xb0, '\n', 0xee,
    0x66, 0xc7, 0x06, 0x00, 0x04, 42, 0, 0, 0, /* mov dword [0x400], 42 */
    0xf4};                              /* hlt */
static const uint8_t flat[] = {
    0xba, 0x17, 0x02, 0, 0,             /* mov edx, 0x217 */
    0xb0, 'H', 0xee, 0xb0, 'i', 0xee,
    0xb0, '\n', 0xee,
    0xc7, 0x05, 0x00, 0x04, 0, 0, 42, 0, 0, 0, /* mov dword [0x400], 42 */
    0xf4};
static const uint8_t wide[] = {
    0xba, 0x17, 0x02, 0, 0,
    0xb0, 'H', 0xee, 0xb0, 'i', 0xee,
    0xb0, '\n', 0xee,
    0xc7, 0x04, 0x25, 0x00, 0x04, 0, 0, 42, 0, 0, 0,
    0xf4};

static uint8_t *memory;

static struct kvm_segment segment(int type, int selector, int is_long) {
  struct kvm_segment s = {
      .limit = 0xffffffff, .selector = selector, .present = 1, .type = type,
      .db = !is_long, .l = is_long, .s = 1, .g = 1};
  return s;
}

static void flat_segments(struct kvm_sregs *sregs, int is_long) {
  sregs->cr0 |= 1; /* PE */
  sregs->cs = segment(11, 8, is_long);
  sregs->ds = sregs->es = sregs->fs = sregs->gs = sregs->ss = segment(3, 16, is_long);
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  open_kvm();
  memory = pages(0x200000);
  slot(0, 0, memory, 0x200000);
  struct vcpu vcpu = new_vcpu(0);
  struct kvm_sregs sregs;
  IOCTL(vcpu.fd, KVM_GET_SREGS, &sregs);
  const uint8_t *code = flat;
  size_t size = sizeof flat;
  if (!strcmp(mode, "real")) {
    code = real;
    size = sizeof real;
    sregs.cs.base = sregs.cs.selector = 0;
  } else if (!strcmp(mode, "protected")) {
    flat_segments(&sregs, 0);
  } else if (!strcmp(mode, "paged")) {
    flat_segments(&sregs, 0);
    *(uint32_t *)(memory + 0x2000) = 0x87; /* present, writable, 4 MiB */
    sregs.cr3 = 0x2000;
    sregs.cr4 = 0x10;/* PSE */
    sregs.cr0 |= 1u << 31;
  } else if (!strcmp(mode, "long")) {
    code = wide;
    size = sizeof wide;
    flat_segments(&sregs, 1);
    *(uint64_t *)(memory + 0x2000) = 0x3003;
    *(uint64_t *)(memory + 0x3000) = 0x4003;
    *(uint64_t *)(memory + 0x4000) = 0x83;
    sregs.cr3 = 0x2000;
    sregs.cr4 = 0x20; /* PAE */
    sregs.cr0 |= 1u << 31;
    sregs.efer = 0x500; /* LME, LMA */
  } else {
    errx(2, "no mode %s", mode);
  }
  IOCTL(vcpu.fd, KVM_SET_SREGS, &sregs);
  memcpy(memory + 0x1000, code, size);
  struct kvm_regs regs = {.rip = 0x1000, .rflags = 2, .rsp = 0x100000};
  IOCTL(vcpu.fd, KVM_SET_REGS, &regs);
  for (;;) {
    IOCTL(vcpu.fd, KVM_RUN, 0);
    switch (vcpu.run->exit_reason) {
      case KVM_EXIT_IO:
        putchar(*((char *)vcpu.run + vcpu.run->io.data_offset));
        continue;
      case KVM_EXIT_HLT:
        IOCTL(vcpu.fd, KVM_GET_REGS, &regs);
        printf("halted at 0x%llx, wrote %d\n", regs.rip, *(int *)(memory + 0x400));
        return *(int *)(memory + 0x400);
      default:
        errx(1, "exit reason %u", vcpu.run->exit_reason);
    }
  }
}
