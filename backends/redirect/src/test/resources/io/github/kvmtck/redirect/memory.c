/* Guest memory of one kind, in which a guest in long mode and the client both read and write: the
   page tables, the code and the data are there. */
#include "kvm.h"
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/stat.h>

#ifndef SYS_mseal
#define SYS_mseal 462
#endif

enum { SIZE = 0x10000, NOT_HERE = 77 };

static uint8_t *memory;

/* Another process traces this one, so that nobody else can. */
static void be_traced(void) {
  int ready[2];
  char byte;
  if (pipe(ready)) err(1, "pipe");
  pid_t parent = getpid();
  if (fork() == 0) {
    int status;
    if (ptrace(PTRACE_SEIZE, parent, 0, 0)) err(1, "ptrace");
    if (write(ready[1], "", 1) != 1) err(1, "write");
    while (waitpid(parent, &status, __WALL) == parent && WIFSTOPPED(status)) {
      ptrace(PTRACE_CONT, parent, 0, status >> 16 ? 0 : WSTOPSIG(status));
    }
    _exit(0);
  }
  if (read(ready[0], &byte, 1) != 1) err(1, "read");
}

static int file_of(uint64_t size) {
  int fd = memfd_create("memory", 0);
  if (fd < 0 || ftruncate(fd, size)) err(1, "memfd");
  return fd;
}

static void *attach(void) {
  int id = shmget(IPC_PRIVATE, SIZE, IPC_CREAT | 0600);
  void *at = shmat(id, NULL, 0);
  if (at == (void *)-1) err(1, "shmat");
  shmctl(id, IPC_RMID, NULL);
  return at;
}

static void *huge(int flags) {
  uint8_t *at = mmap(NULL, 2 << 20, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  if (at == MAP_FAILED) exit(NOT_HERE);
  return at + SIZE;
}

/* What a mapping of the kind is at first. */
static uint8_t *map_kind(const char *kind) {
  if (!strcmp(kind, "shared")) return map_pages(SIZE, MAP_SHARED | MAP_ANONYMOUS, -1);
  if (!strcmp(kind, "file")) return map_pages(SIZE, MAP_SHARED, file_of(SIZE));
  if (!strcmp(kind, "private-file")) return map_pages(SIZE, MAP_PRIVATE, file_of(SIZE));
  if (!strcmp(kind, "sysv")) return attach();
  if (!strcmp(kind, "huge")) return huge(MAP_PRIVATE);
  if (!strcmp(kind, "huge-shared")) return huge(MAP_SHARED);
  return pages(SIZE);
}

/* What is done to it when it has its content, before it is a slot. */
static void spoil(const char *kind) {
  if (!strcmp(kind, "traced")) be_traced();
  if (!strcmp(kind, "sealed") && syscall(SYS_mseal, memory, SIZE, 0)) exit(NOT_HERE);
  if (!strcmp(kind, "none")) mprotect(memory, SIZE, PROT_NONE);
  if (!strcmp(kind, "pieces")) mprotect(memory + 0x5000, 0x1000, PROT_READ | PROT_WRITE | PROT_EXEC);
}

static void long_mode(struct vcpu vcpu) {
  struct kvm_sregs sregs;
  IOCTL(vcpu.fd, KVM_GET_SREGS, &sregs);
  sregs.cr3 = 0x1000;
  sregs.cr4 = 1 << 5;
  sregs.cr0 = 0x80050033;
  sregs.efer = 0x500;
  struct kvm_segment flat = {.limit = 0xffffffff, .selector = 8, .present = 1, .type = 11, .s = 1,
                             .l = 1, .g = 1};
  sregs.cs = flat;
  flat.type = 3;
  flat.selector = 16;
  flat.l = 0;
  flat.db = 1;
  sregs.ds = sregs.es = sregs.ss = flat;
  IOCTL(vcpu.fd, KVM_SET_SREGS, &sregs);
  struct kvm_regs regs = {.rip = 0x4000, .rflags = 2, .rsp = 0x7000, .rbx = 0x5000};
  IOCTL(vcpu.fd, KVM_SET_REGS, &regs);
}

static void step(struct vcpu vcpu, int wanted) {
  IOCTL(vcpu.fd, KVM_RUN, 0);
  if (vcpu.run->exit_reason != wanted) errx(1, "reason %u", vcpu.run->exit_reason);
}

int main(int argc, char **argv) {
  static const uint8_t code[] = {
      0xf0, 0x48, 0xff, 0x03,       /* again: lock inc qword [rbx] */
      0x48, 0x8b, 0x4b, 0x08,       /* mov rcx, [rbx + 8] */
      0x48, 0x89, 0x4b, 0x10,       /* mov [rbx + 16], rcx */
      0x51, 0x59,                   /* push rcx; pop rcx */
      0xe6, 0x10,                   /* out 0x10, al */
      0xeb, 0xee};                  /* jmp again */
  const char *kind = argv[1];
  memory = map_kind(kind);
  uint64_t *words = (uint64_t *)memory;
  words[0x1000 / 8] = 0x2003;
  words[0x2000 / 8] = 0x3003;
  words[0x3000 / 8] = 0x83;
  memcpy(memory + 0x4000, code, sizeof code);
  spoil(kind);
  open_kvm();
  slot(0, 0, memory, SIZE);
  if (!strcmp(kind, "none")) mprotect(memory, SIZE, PROT_READ | PROT_WRITE);
  struct vcpu vcpu = new_vcpu(0);
  long_mode(vcpu);
  words[0x5008 / 8] = 7;
  step(vcpu, KVM_EXIT_IO);
  printf("%ld %ld", words[0x5000 / 8], words[0x5010 / 8]);
  words[0x5008 / 8] = 9;
  words[0x5000 / 8] += 100;
  step(vcpu, KVM_EXIT_IO);
  printf(", %ld %ld, accessed and dirty 0x%lx", words[0x5000 / 8], words[0x5010 / 8],
         words[0x3000 / 8]);
  memory[0x400e] = 0xf4; /* hlt */
  memory[0x400f] = 0x90;
  step(vcpu, KVM_EXIT_HLT);
  printf(", %ld, stopped\n", words[0x5000 / 8]);
  return 0;
}
