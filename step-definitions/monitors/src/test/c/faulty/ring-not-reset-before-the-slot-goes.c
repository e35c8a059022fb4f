/*
 * Deletes a slot whose written pages are still told in the dirty ring.
 *
 * breaks: TRACE-04
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x2000; mov ds, ax; inc word ptr [0]; hlt");

int main(void)
{
	MACHINE(writes, RING);
	struct vcpu *v = vcpu(0);
	must(slot(1, KVM_MEM_LOG_DIRTY_PAGES, RAM_SIZE, PAGE, memory(PAGE)), "slot 1");
	until(v, KVM_EXIT_HLT);
	must(slot(1, 0, RAM_SIZE, 0, NULL), "the end of slot 1");
	return 0;
}
