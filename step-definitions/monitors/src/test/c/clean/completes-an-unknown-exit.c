/*
 * Completes an exit of a reason that it does not know before it saves.
 *
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
	complete(v);
	save(v, &state);
	return 0;
}
