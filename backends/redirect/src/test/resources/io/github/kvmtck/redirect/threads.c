/* Four vCPUs on four threads, while the first thread looks at another one. */
#include "kvm.h"

enum { VCPUS = 4 };

static int exits;
static uint8_t *memory;
static volatile int running = VCPUS;

static void *loop(void *id) {
  struct vcpu vcpu = new_vcpu((long)id);
  real_mode(vcpu, 0x1000);
  struct kvm_regs regs = {.rip = 0x1000, .rflags = 2, .rbx = 0x4000 + 16 * (long)id};
  IOCTL(vcpu.fd, KVM_SET_REGS, &regs);
  for (int i = 0; i < exits; i++) {
    IOCTL(vcpu.fd, KVM_RUN, 0);
    volatile uint32_t *counter = (uint32_t *)(memory + regs.rbx);
    if (vcpu.run->exit_reason != KVM_EXIT_IO || *counter != i + 1) {
      errx(1, "vCPU %ld: reason %u, %u at exit %d", (long)id, vcpu.run->exit_reason, *counter, i);
    }
  }
  __sync_fetch_and_sub(&running, 1);
  return NULL;
}

int main(int argc, char **argv) {
  static const uint8_t code[] = {
      0x66, 0xff, 0x07,  /* inc dword [bx] */
      0xe6, 0x10,        /* out 0x10, al */
      0xeb, 0xf9};       /* again */
  exits = argc > 1 ? atoi(argv[1]) : 1000;
  open_kvm();
  memory = pages(0x10000);
  memcpy(memory + 0x1000, code, sizeof code);
  slot(0, 0, memory, 0x10000);
  struct vcpu watched = new_vcpu(VCPUS);
  pthread_t threads[VCPUS];
  for (long i = 0; i < VCPUS; i++) pthread_create(&threads[i], NULL, loop, (void *)i);
  struct kvm_regs regs;
  while (running) IOCTL(watched.fd, KVM_GET_REGS, &regs);
  for (int i = 0; i < VCPUS; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < VCPUS; i++) printf("%u ", *(uint32_t *)(memory + 0x4000 + 16 * i));
  puts("");
  return 0;
}
