/*
 * Enters the vCPU again after every exit for a fetch, as if the memory map were just being changed.
 * The guest has jumped to where there is no memory.
 *
 * breaks: FETCH-23
 * kernel: proposed
 */
#include "../proposed.h"

GUEST(jumps, "jmp 0x8000:0");

int main(void)
{
	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	for (int i = 0; i < 10; i++) {
		until(v, KVM_EXIT_MMIO);
		if (v->run->mmio.len)
			errx(98, "no fetch");
	}
	return 0;
}
