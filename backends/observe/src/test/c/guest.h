/* A vCPU in real mode with 64 KiB of memory, its code at 0x1000. */
#include <err.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define RAM_SIZE 0x10000

struct guest {
	int kvm, vm, vcpu;
	uint8_t *ram;
	struct kvm_run *run;
};

static inline int check(int rc, const char *call)
{
	if (rc < 0)
		err(99, "%s", call);
	return rc;
}

static inline struct guest guest(const void *code, size_t length)
{
	struct kvm_regs regs = { .rip = 0x1000, .rflags = 2 };
	struct kvm_sregs sregs;
	struct guest g;

	g.kvm = check(open("/dev/kvm", O_RDWR), "open");
	g.vm = check(ioctl(g.kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
	g.ram = mmap(NULL, RAM_SIZE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memcpy(g.ram + 0x1000, code, length);
	struct kvm_userspace_memory_region slot = {
		.memory_size = RAM_SIZE,
		.userspace_addr = (uintptr_t)g.ram,
	};
	check(ioctl(g.vm, KVM_SET_USER_MEMORY_REGION, &slot), "KVM_SET_USER_MEMORY_REGION");
	g.vcpu = check(ioctl(g.vm, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
	g.run = mmap(NULL, ioctl(g.kvm, KVM_GET_VCPU_MMAP_SIZE, 0), PROT_READ | PROT_WRITE,
		     MAP_SHARED, g.vcpu, 0);
	check(ioctl(g.vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
	sregs.cs.base = 0;
	sregs.cs.selector = 0;
	check(ioctl(g.vcpu, KVM_SET_SREGS, &sregs), "KVM_SET_SREGS");
	check(ioctl(g.vcpu, KVM_SET_REGS, &regs), "KVM_SET_REGS");
	return g;
}
