/*
 * Makes a slot read-only in place.
 *
 * breaks: RO-05
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; hlt");

int main(void)
{
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	uint8_t *rom = memory(PAGE);
	must(slot(1, 0, RAM_SIZE, PAGE, rom), "slot 1");
	until(v, KVM_EXIT_IO);
	slot(1, KVM_MEM_READONLY, RAM_SIZE, PAGE, rom);
	until(v, KVM_EXIT_HLT);
	return 0;
}
