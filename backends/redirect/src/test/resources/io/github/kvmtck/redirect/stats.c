/* The statistics of a vCPU, read by read(2) and pread(2), before and behind an exit. */
#include "kvm.h"

static struct kvm_stats_header header;

static long exits(int fd) {
  char descriptor[sizeof(struct kvm_stats_desc) + 64];
  struct kvm_stats_desc *desc = (void *)descriptor;
  size_t size = sizeof *desc + header.name_size;
  for (unsigned i = 0; i < header.num_desc; i++) {
    if (pread(fd, desc, size, header.desc_offset + i * size) != size) err(1, "pread");
    if (!strcmp(desc->name, "exits")) {
      uint64_t value;
      if (pread(fd, &value, 8, header.data_offset + desc->offset) != 8) err(1, "pread");
      return value;
    }
  }
  return -1;
}

int main(void) {
  static const uint8_t code[] = {0xe6, 0x10, 0xeb, 0xfc}; /* 1: out 0x10, al; jmp 1b */
  open_kvm();
  uint8_t *memory = pages(0x10000);
  memcpy(memory + 0x1000, code, sizeof code);
  slot(0, 0, memory, 0x10000);
  struct vcpu vcpu = new_vcpu(0);
  real_mode(vcpu, 0x1000);
  int fd = IOCTL(vcpu.fd, KVM_GET_STATS_FD, 0);
  if (read(fd, &header, sizeof header) != sizeof header) err(1, "read");
  char byte;
  long before = exits(fd);
  IOCTL(vcpu.fd, KVM_RUN, 0);
  long behind = exits(fd);
  printf("exits %s, at the end %zd\n", behind > before ? "more" : "the same",
         pread(fd, &byte, 1, 1 << 20));
  close(vcpu.fd);
  printf("the vCPU closed: %s\n", exits(fd) == behind ? "the same" : "other");
  return 0;
}
