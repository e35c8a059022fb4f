/* What every client of these tests does first. */
#ifndef CLIENT_KVM_H
#define CLIENT_KVM_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct vcpu {
  int fd;
  struct kvm_run *run;
};

static int kvm_fd;
static int vm_fd;

static inline int do_ioctl(int fd, unsigned long request, void *argument, const char *name) {
  int result = ioctl(fd, request, argument);
  if (result < 0) err(1, "%s", name);
  return result;
}
#define IOCTL(fd, request, argument) do_ioctl(fd, request, (void *)(unsigned long)(argument), #request)

static inline void open_kvm(void) {
  kvm_fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);
  if (kvm_fd < 0) err(1, "/dev/kvm");
  vm_fd = IOCTL(kvm_fd, KVM_CREATE_VM, 0);
}

static inline void slot(int number, uint64_t guest, void *memory, uint64_t size) {
  struct kvm_userspace_memory_region region = {
      .slot = number, .guest_phys_addr = guest, .memory_size = size,
      .userspace_addr = (uint64_t)memory};
  IOCTL(vm_fd, KVM_SET_USER_MEMORY_REGION, &region);
}

static inline void *map_pages(uint64_t size, int flags, int fd) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, flags | MAP_NORESERVE, fd, 0);
  if (memory == MAP_FAILED) err(1, "mmap");
  return memory;
}

static inline void *pages(uint64_t size) {
  return map_pages(size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

static inline struct vcpu new_vcpu(int id) {
  struct vcpu vcpu = {.fd = IOCTL(vm_fd, KVM_CREATE_VCPU, id)};
  int size = IOCTL(kvm_fd, KVM_GET_VCPU_MMAP_SIZE, 0);
  vcpu.run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu.fd, 0);
  if (vcpu.run == MAP_FAILED) err(1, "mmap of a vCPU");
  return vcpu;
}

/* Real mode, with segments that start at 0. */
static inline void real_mode(struct vcpu vcpu, uint64_t rip) {
  struct kvm_sregs sregs;
  IOCTL(vcpu.fd, KVM_GET_SREGS, &sregs);
  sregs.cs.base = 0;
  sregs.cs.selector = 0;
  IOCTL(vcpu.fd, KVM_SET_SREGS, &sregs);
  struct kvm_regs regs = {.rip = rip, .rflags = 2};
  IOCTL(vcpu.fd, KVM_SET_REGS, &regs);
}
#endif
