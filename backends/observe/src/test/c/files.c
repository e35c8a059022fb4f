/* Descriptors and mappings that come and go by the less usual system calls. */
#define _GNU_SOURCE
#include "guest.h"

int main(void)
{
	struct guest g = guest("\xf4", 1);
	struct kvm_regs regs;

	int high = check(fcntl(g.vcpu, F_DUPFD_CLOEXEC, 50), "fcntl");
	check(ioctl(high, KVM_GET_REGS, &regs), "KVM_GET_REGS");
	check(dup2(g.vm, high), "dup2");
	check(ioctl(high, KVM_CHECK_EXTENSION, KVM_CAP_USER_MEMORY), "KVM_CHECK_EXTENSION");
	check(dup3(0, high, O_CLOEXEC), "dup3");
	int sink = check(open("/dev/null", O_WRONLY), "/dev/null");
	check(write(sink, &regs, sizeof regs), "write");
	check(write(sink, g.ram + 0x2000, 0x1000), "write");
	mremap(g.ram, RAM_SIZE, 0x8000, 0);
	mmap(g.ram + 0x1000, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	mmap(NULL, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	munmap(g.run, 0x3000);
	ioctl(g.vcpu, KVM_RUN, 0);
	close_range(g.kvm, g.vcpu, 0);
	return 0;
}
