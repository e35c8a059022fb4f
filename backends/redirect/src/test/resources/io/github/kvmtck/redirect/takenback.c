/* A call that a signal takes back before it is read: the test reads none while its own ioctl,
   KVM_CHECK_EXTENSION with a struct, is answered. */
#include "kvm.h"
#include <sys/mman.h>

static struct {
  volatile int32_t tid;
  volatile int32_t go;
  volatile int32_t handled[2];
  int32_t number; /* of the system call */
  int32_t signals;
} control;

static char scenario;
static struct vcpu vcpu;
static uint8_t *stack;
static int result, error;

/* mprotect by a call that is not caught, and that needs no stack that can be written. */
static void protect(void *start, long length, long prot) {
  long value;
  register long key __asm__("r10") = -1;
  __asm__ volatile("syscall"
                   : "=a"(value)
                   : "a"(SYS_pkey_mprotect), "D"(start), "S"(length), "d"(prot), "r"(key)
                   : "rcx", "r11", "memory");
}

static void handler(int signo) {
  control.handled[signo == SIGUSR2]++;
  if (scenario == 'a') protect(stack, 0x10000, PROT_READ);
}

static int call(void) {
  struct kvm_regs regs = {.rip = 1};
  switch (scenario) {
    case 'k': return ioctl(vcpu.fd, KVM_RUN, 0);
    case 'o': return open("/dev/null", O_RDONLY) < 0 ? -1 : 0;
    case 'm': return mprotect(stack, 0x1000, PROT_READ);
    case 'b': return syscall(SYS_mprotect, stack, 0x1000, PROT_READ);
    default: return ioctl(vcpu.fd, KVM_GET_REGS, &regs) < 0 ? -1 : (int)regs.rip;
  }
}

static void *caller(void *none) {
  stack_t alternate = {.ss_sp = stack, .ss_size = 0x10000};
  if (scenario == 'a') sigaltstack(&alternate, NULL);
  control.tid = syscall(SYS_gettid);
  while (!control.go) {}
  vcpu.run->exit_reason = 99;
  result = call();
  error = errno;
  return NULL;
}

int main(int argc, char **argv) {
  static const uint8_t spin[] = {0xeb, 0xfe};
  scenario = argv[1][0];
  control.signals = atoi(argv[2]);
  control.number = scenario == 'o' ? SYS_openat : strchr("mb", scenario) ? SYS_mprotect : SYS_ioctl;
  open_kvm();
  uint8_t *memory = pages(0x10000);
  memcpy(memory + 0x1000, spin, sizeof spin);
  slot(0, 0, memory, 0x10000);
  vcpu = new_vcpu(0);
  real_mode(vcpu, 0x1000);
  stack = pages(0x10000);
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
  sigaction(SIGUSR1, &action, NULL);
  sigaction(SIGUSR2, &action, NULL);
  pthread_t thread;
  pthread_create(&thread, NULL, caller, NULL);
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  while (!control.tid) {}
  ioctl(kvm_fd, KVM_CHECK_EXTENSION, &control);
  pthread_join(thread, NULL);
  printf("%d %s reason %u handled %d %d\n", result, result < 0 ? strerror(error) : "-",
         vcpu.run->exit_reason, control.handled[0], control.handled[1]);
  return 0;
}
