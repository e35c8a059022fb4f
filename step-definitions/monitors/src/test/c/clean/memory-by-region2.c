/*
 * Gives KVM its memory by KVM_SET_USER_MEMORY_REGION2, deletes before it creates, and holds the
 * vCPU while it does.
 *
 * driven: change
 */
#include "../vmm.h"

#ifndef KVM_SET_USER_MEMORY_REGION2
struct kvm_userspace_memory_region2 {
	__u32 slot, flags;
	__u64 guest_phys_addr, memory_size, userspace_addr, guest_memfd_offset;
	__u32 guest_memfd, pad1;
	__u64 pad2[14];
};
#define KVM_SET_USER_MEMORY_REGION2 _IOW(KVMIO, 0x49, struct kvm_userspace_memory_region2)
#endif

GUEST(reads, "mov ax, 0x2000; mov ds, ax; 1: mov al, [0]; jmp 1b");

static void region(uint64_t gpa, uint64_t size, void *at)
{
	struct kvm_userspace_memory_region2 region = {
		.slot = 1,
		.guest_phys_addr = gpa,
		.memory_size = size,
		.userspace_addr = (uintptr_t)at,
	};
	MUST(vm, KVM_SET_USER_MEMORY_REGION2, &region);
}

int main(void)
{
	uint8_t *data = memory(2 * PAGE);

	kicks(nothing);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	region(RAM_SIZE, PAGE, data);
	start(v);
	milliseconds(5);
	told();
	stop(v);
	region(RAM_SIZE, 0, data);
	region(RAM_SIZE, 2 * PAGE, data);
	start(v);
	done();
	milliseconds(5);
	stop(v);
	return 0;
}
