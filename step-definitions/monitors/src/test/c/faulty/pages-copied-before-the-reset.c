/*
 * Sends the pages that a dirty ring tells of, and resets the ring after that: what the guest writes
 * to them in between is told to nobody.
 *
 * breaks: RING-03
 * on: kvm
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x2000; mov ds, ax; mov cx, 3;"
	      "1: mov si, cx; 2: mov bx, si; shl bx, 12; inc word ptr [bx - 0x1000]; dec si; jnz 2b;"
	      "out 0x10, al; inc cx; jmp 1b");

int main(void)
{
	uint8_t *data = memory(16 * PAGE);
	int sink = must(open("/dev/null", O_WRONLY), "/dev/null");
	uint32_t next = 0;

	MACHINE(writes, RING);
	struct vcpu *v = vcpu(0);
	must(slot(1, KVM_MEM_LOG_DIRTY_PAGES, RAM_SIZE, 16 * PAGE, data), "slot 1");
	struct kvm_dirty_gfn *ring = dirty_ring(v);
	for (int round = 0; round < 5; round++) {
		until(v, KVM_EXIT_IO);
		for (; ring[next].flags & KVM_DIRTY_GFN_F_DIRTY; next++) {
			must(write(sink, data + ring[next].offset * PAGE, PAGE), "write");
			ring[next].flags |= KVM_DIRTY_GFN_F_RESET;
		}
		MUST(vm, KVM_RESET_DIRTY_RINGS, 0);
	}
	return 0;
}
