/*
 * Deletes a slot in a list of changes, and has not read its dirty log since the vCPU wrote to it.
 *
 * breaks: LIST-13
 * kernel: proposed
 */
#include "../proposed.h"

GUEST(writes, "mov ax, 0x2000; mov ds, ax; inc word ptr [0]; hlt");

int main(void)
{
	struct list list = { .nent = 1, .entries = { { .slot = 1, .invalidate_slot = 1 } } };

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log of slot 0");
	must(slot(1, KVM_MEM_LOG_DIRTY_PAGES, RAM_SIZE, PAGE, memory(PAGE)), "slot 1");
	until(v, KVM_EXIT_HLT);
	MUST(vm, KVM_SET_USER_MEMORY_REGION_LIST, &list);
	return 0;
}
