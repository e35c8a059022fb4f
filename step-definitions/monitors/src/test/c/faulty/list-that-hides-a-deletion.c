/*
 * Deletes a slot in a list of changes, and does not say in invalidate_slot that it does.
 *
 * breaks: LIST-05
 * kernel: proposed-v1
 */
#include "../proposed.h"

GUEST(writes, "out 0x10, al; hlt");

int main(void)
{
	struct list list = { .nent = 1, .entries = { { .slot = 1 } } };

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	must(slot(1, 0, RAM_SIZE, PAGE, memory(PAGE)), "slot 1");
	until(v, KVM_EXIT_IO);
	MUST(vm, KVM_SET_USER_MEMORY_REGION_LIST, &list);
	return 0;
}
