/*
 * The native side of ExitCostTest: KVM_RUN exits of `1: out 0x10, al; jmp 1b` in real mode.
 * For each number on standard input, makes that many exits and prints the nanoseconds they took.
 */
#include <err.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>

static const unsigned char code[] = {0xe6, 0x10, 0xeb, 0xfc};

static long long now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

static int check(int rc, const char *call)
{
	if (rc < 0)
		err(1, "%s", call);
	return rc;
}

int main(void)
{
	int kvm = check(open("/dev/kvm", O_RDWR), "open");
	int vm = check(ioctl(kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
	unsigned char *ram = mmap(NULL, 0x10000, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct kvm_userspace_memory_region slot = {
		.memory_size = 0x10000,
		.userspace_addr = (unsigned long)ram,
	};
	struct kvm_regs regs = { .rip = 0x1000, .rflags = 2 };
	struct kvm_sregs sregs;
	struct kvm_run *run;
	long exits;
	int vcpu;

	memcpy(ram + 0x1000, code, sizeof(code));
	check(ioctl(vm, KVM_SET_USER_MEMORY_REGION, &slot), "KVM_SET_USER_MEMORY_REGION");
	vcpu = check(ioctl(vm, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
	run = mmap(NULL, ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), PROT_READ | PROT_WRITE,
		   MAP_SHARED, vcpu, 0);
	if (run == MAP_FAILED)
		err(1, "mmap");
	check(ioctl(vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
	sregs.cs.base = 0;
	sregs.cs.selector = 0;
	check(ioctl(vcpu, KVM_SET_SREGS, &sregs), "KVM_SET_SREGS");
	check(ioctl(vcpu, KVM_SET_REGS, &regs), "KVM_SET_REGS");

	while (scanf("%ld", &exits) == 1) {
		long long begin = now();

		for (long i = 0; i < exits; i++) {
			check(ioctl(vcpu, KVM_RUN, 0), "KVM_RUN");
			if (run->exit_reason != KVM_EXIT_IO)
				errx(1, "exit reason %u", run->exit_reason);
		}
		printf("%lld\n", now() - begin);
		fflush(stdout);
	}
	return 0;
}
