/*
 * Creates a slot before it deletes the one that lies there.
 *
 * breaks: TRACE-08
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; hlt");

int main(void)
{
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	uint8_t *more = memory(2 * PAGE);
	must(slot(1, 0, RAM_SIZE, PAGE, more), "slot 1");
	until(v, KVM_EXIT_IO);
	slot(2, 0, RAM_SIZE, 2 * PAGE, more);
	must(slot(1, 0, RAM_SIZE, 0, NULL), "the end of slot 1");
	until(v, KVM_EXIT_HLT);
	return 0;
}
