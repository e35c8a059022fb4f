/*
 * Enters the vCPU again after every exit, KVM_EXIT_INTERNAL_ERROR too: a guest that has jumped to
 * where there is no memory fails to fetch for ever.
 *
 * breaks: TRACE-09
 */
#include "../vmm.h"

GUEST(jumps, "jmp 0x8000:0");

int main(void)
{
	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	for (int i = 0; i < 10; i++)
		until(v, KVM_EXIT_INTERNAL_ERROR);
	return 0;
}
