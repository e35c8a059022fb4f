/*
 * Stops for good where the guest has crashed: a command to resume is refused. A reset lets it run.
 *
 * driven: resume
 */
#include "../vmm.h"

GUEST(jumps, "jmp 0x8000:0");

int main(void)
{
	struct state reset;

	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	save(v, &reset);
	until(v, KVM_EXIT_INTERNAL_ERROR);
	told();
	warnx("the guest has crashed, and cannot be resumed");
	done();
	ram[CODE] = 0xf4; /* HLT */
	load(v, &reset);
	until(v, KVM_EXIT_HLT);
	return 0;
}
