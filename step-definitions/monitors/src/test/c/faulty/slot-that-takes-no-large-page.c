/*
 * Gives a slot of four megabytes an address that differs from the guest's in the lower 21 bits.
 *
 * breaks: SLOT-19
 * as: warning
 */
#include "../vmm.h"

GUEST(halts, "hlt");

int main(void)
{
	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	uintptr_t at = (uintptr_t)memory(0x800000);
	at = ((at + 0x1fffff) & ~0x1fffffUL) + PAGE;
	must(slot(1, 0, 0x400000, 0x400000, (void *)at), "slot 1");
	until(v, KVM_EXIT_HLT);
	return 0;
}
