/*
 * Begins to harvest a full dirty ring at its second entry. No reset gets past the first one, and
 * the vCPU has no room to go on.
 *
 * breaks: RING-02
 */
#include "../vmm.h"

GUEST(writes, "xor ebx, ebx; 1: inc word ptr [ebx]; add ebx, 0x1000; jmp 1b");

int main(void)
{
	struct kvm_sregs sregs;

	MACHINE(writes, RING);
	struct vcpu *v = vcpu(0);
	MUST(v->fd, KVM_GET_SREGS, &sregs);
	sregs.ds.base = 0x400000;
	sregs.ds.limit = 0xffffffff;
	sregs.ds.g = 1;
	MUST(v->fd, KVM_SET_SREGS, &sregs);
	must(slot(1, KVM_MEM_LOG_DIRTY_PAGES, 0x400000, 512 * PAGE, memory(512 * PAGE)), "slot 1");
	struct kvm_dirty_gfn *ring = dirty_ring(v);
	for (int i = 0; i < 3; i++) {
		until(v, KVM_EXIT_DIRTY_RING_FULL);
		for (int next = 1; next < RING_ENTRIES && ring[next].flags & KVM_DIRTY_GFN_F_DIRTY; next++)
			ring[next].flags |= KVM_DIRTY_GFN_F_RESET;
		MUST(vm, KVM_RESET_DIRTY_RINGS, 0);
	}
	return 0;
}
