/*
 * Stops for a crashed guest, and forgets why: a command to resume enters the vCPU again.
 *
 * breaks: FETCH-25
 * driven: resume
 */
#include "../vmm.h"

GUEST(jumps, "jmp 0x8000:0");

int main(void)
{
	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_INTERNAL_ERROR);
	told();
	until(v, KVM_EXIT_INTERNAL_ERROR);
	done();
	return 0;
}
