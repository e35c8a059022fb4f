/*
 * Saves a vCPU after an exit of a reason that it does not know, as if nothing could be pending then.
 * Here it is a port read that a later kernel tells in another way.
 *
 * breaks: SAVE-15
 * kernel: later
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x99; hlt");

int main(void)
{
	struct state state;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	if (enter(v) || v->run->exit_reason == KVM_EXIT_IO)
		errx(98, "exit %u", v->run->exit_reason);
	save(v, &state);
	return 0;
}
