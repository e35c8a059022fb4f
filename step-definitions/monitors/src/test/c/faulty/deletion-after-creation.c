/*
 * Makes the slot that comes in a change of the memory map before it deletes the one that goes.
 *
 * breaks: QACC-05
 * as: warning
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; hlt");

int main(void)
{
	int goes = 1;
	long began;

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	must(slot(1, 0, RAM_SIZE, PAGE, memory(PAGE)), "slot 1");
	until(v, KVM_EXIT_IO);
	do {
		milliseconds(2 * ONE_CHANGE);
		began = now();
		must(slot(goes ^ 3, 0, (goes ^ 3) * RAM_SIZE, PAGE, memory(PAGE)), "the slot that comes");
		must(slot(goes, 0, goes * RAM_SIZE, 0, NULL), "the end of the one that goes");
		goes ^= 3;
	} while (now() - began > ONE_CHANGE);
	until(v, KVM_EXIT_HLT);
	return 0;
}
