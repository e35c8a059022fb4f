/* dup, fork, exec, and files that are closed in every order. */
#include "kvm.h"

static int errno_of(int fd, unsigned long request, void *argument) {
  return ioctl(fd, request, argument) < 0 ? errno : 0;
}

static void print_link(int fd) {
  char path[32], link[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(path, link, sizeof link);
  printf(" %.*s", (int)length, link);
}

static void exec_again(char **argv, int inherited) {
  char number[16];
  snprintf(number, sizeof number, "%d", inherited);
  execl(argv[0], argv[0], "inherited", number, NULL);
  err(1, "exec");
}

int main(int argc, char **argv) {
  struct kvm_regs regs;
  if (argc > 2) {
    int vm = atoi(argv[2]);
    printf("after exec: close on exec %d, VM of the program before %d\n",
           fcntl(3, F_GETFD) < 0 ? errno : 0, errno_of(vm, KVM_CREATE_VCPU, (void *)1));
    open_kvm();
    printf("its own: %d\n", ioctl(vm_fd, KVM_CHECK_EXTENSION, KVM_CAP_USER_MEMORY) > 0);
    return 5;
  }
  open_kvm();
  slot(0, 0, pages(0x10000), 0x10000);
  struct vcpu vcpu = new_vcpu(0);
  int copy = dup(vcpu.fd);
  printf("links");
  print_link(kvm_fd);
  print_link(vm_fd);
  print_link(copy);
  puts("");
  printf("flags %d %d, dup %d", fcntl(vm_fd, F_GETFD), fcntl(vcpu.fd, F_GETFD),
         errno_of(copy, KVM_GET_REGS, &regs));
  close(vcpu.fd);
  printf(", behind the close %d, the closed one %d\n", errno_of(copy, KVM_GET_REGS, &regs),
         errno_of(vcpu.fd, KVM_GET_REGS, &regs));
  close(vm_fd);
  printf("a vCPU keeps its VM: %d\n", errno_of(copy, KVM_GET_REGS, &regs));
  int pipe_fd[2];
  if (pipe(pipe_fd)) err(1, "pipe");
  printf("ioctl of KVM on a pipe: %d\n", errno_of(pipe_fd[0], KVM_GET_REGS, &regs));
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    printf("child: vCPU %d", errno_of(copy, KVM_GET_REGS, &regs));
    printf(", /dev/kvm %d", ioctl(kvm_fd, KVM_GET_API_VERSION, 0));
    open_kvm();
    new_vcpu(0);
    printf(", a VM of its own\n");
    fflush(stdout);
    _exit(3);
  }
  int status;
  waitpid(child, &status, 0);
  printf("child ended with %d, parent: vCPU %d\n", WEXITSTATUS(status),
         errno_of(copy, KVM_GET_REGS, &regs));
  fflush(stdout);
  vm_fd = IOCTL(kvm_fd, KVM_CREATE_VM, 0);
  int inherited = dup(vm_fd);
  fcntl(3, F_SETFD, FD_CLOEXEC);
  exec_again(argv, inherited);
}
