/* A signal while a thread is in KVM_RUN, in the ways that matter. The guest spins. */
#include "kvm.h"
#include <time.h>

static pthread_t runner;
static volatile int handled[3];
static struct vcpu vcpu;
static volatile int returned;

static void handler(int signo) { handled[signo == SIGUSR1 ? 1 : 2]++; }

static void handle(int signo, int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigaction(signo, &action, NULL);
}

static void pause_ms(int ms) {
  struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
  while (nanosleep(&left, &left) && errno == EINTR) {}
}

/* SIGUSR1 first; what it did not end, SIGUSR2 ends. */
static void *sender(void *group) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  pause_ms(60);
  if (group) kill(getpid(), SIGUSR1); else pthread_kill(runner, SIGUSR1);
  pause_ms(400);
  if (!returned) pthread_kill(runner, SIGUSR2);
  return NULL;
}

static void kvm_mask(uint64_t set) {
  struct { uint32_t len; uint8_t set[8]; } __attribute__((packed)) mask = {.len = 8};
  memcpy(mask.set, &set, 8);
  IOCTL(vcpu.fd, KVM_SET_SIGNAL_MASK, &mask);
}

static void block(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void run(void) {
  int first_before = handled[1];
  vcpu.run->exit_reason = 99;
  int result = ioctl(vcpu.fd, KVM_RUN, 0);
  int error = errno;
  returned = 1;
  sigset_t pending;
  sigpending(&pending);
  printf("%d %s reason %u handled %d%s%s\n", result, result ? strerror(error) : "-",
         vcpu.run->exit_reason, handled[1] - first_before,
         sigismember(&pending, SIGUSR1) ? " pending" : "", handled[2] ? " by the second" : "");
}

int main(int argc, char **argv) {
  char scenario = argc > 1 ? argv[1][0] : 'A';
  static const uint8_t spin[] = {0xeb, 0xfe};
  open_kvm();
  uint8_t *memory = pages(0x10000);
  memcpy(memory + 0x1000, spin, sizeof spin);
  slot(0, 0, memory, 0x10000);
  vcpu = new_vcpu(0);
  real_mode(vcpu, 0x1000);
  runner = pthread_self();
  int restart = strchr("BG", scenario) ? SA_RESTART : 0;
  handle(SIGUSR1, restart);
  handle(SIGUSR2, 0);
  if (strchr("CDE", scenario)) block();
  if (strchr("DE", scenario)) kvm_mask(0);
  if (scenario == 'F') kvm_mask(1ull << (SIGUSR1 - 1));
  if (scenario == 'E') pthread_kill(runner, SIGUSR1);
  if (scenario == 'I') vcpu.run->immediate_exit = 1;
  pthread_t other;
  if (!strchr("EI", scenario)) {
    pthread_create(&other, NULL, sender, scenario == 'G' ? &other : NULL);
  }
  run();
  return 0;
}
