/* How long calls take: two short ones, then KVM_RUN of four vCPUs at once. */
#include "kvm.h"
#include <time.h>

enum { VCPUS = 4, BATCH = 5000 };

static volatile int stop;
static long exits[VCPUS][8];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void *loop(void *id) {
  struct vcpu vcpu = new_vcpu(1 + (long)id);
  real_mode(vcpu, 0x1000);
  while (!stop) {
    IOCTL(vcpu.fd, KVM_RUN, 0);
    exits[(long)id][0]++;
  }
  return NULL;
}

static double best(int fd, unsigned long request, void *argument, int batches) {
  double best = 1;
  for (int i = 0; i < batches; i++) {
    double start = now();
    for (int n = 0; n < BATCH; n++) ioctl(fd, request, argument);
    double each = (now() - start) / BATCH;
    if (each < best) best = each;
  }
  return best * 1e6;
}

static long total(void) {
  long sum = 0;
  for (int i = 0; i < VCPUS; i++) sum += exits[i][0];
  return sum;
}

int main(int argc, char **argv) {
  static const uint8_t code[] = {0xe6, 0x10, 0xeb, 0xfc}; /* 1: out 0x10, al; jmp 1b */
  int seconds = argc > 1 ? atoi(argv[1]) : 10;
  open_kvm();
  uint8_t *memory = pages(0x10000);
  memcpy(memory + 0x1000, code, sizeof code);
  slot(0, 0, memory, 0x10000);
  struct vcpu vcpu = new_vcpu(0);
  struct kvm_regs regs;
  best(kvm_fd, KVM_GET_API_VERSION, NULL, 8);
  best(vcpu.fd, KVM_GET_REGS, &regs, 8);
  printf("version %.1f\n", best(kvm_fd, KVM_GET_API_VERSION, NULL, 8));
  printf("registers %.1f\n", best(vcpu.fd, KVM_GET_REGS, &regs, 8));
  pthread_t threads[VCPUS];
  for (long i = 0; i < VCPUS; i++) pthread_create(&threads[i], NULL, loop, (void *)i);
  long most = 0;
  for (int i = 0; i < seconds; i++) {
    long before = total();
    double start = now();
    while (now() - start < 1) usleep(10000);
    long made = (total() - before) / (now() - start);
    if (made > most) most = made;
  }
  stop = 1;
  for (int i = 0; i < VCPUS; i++) pthread_join(threads[i], NULL);
  printf("exits %ld\n", most);
  return 0;
}
