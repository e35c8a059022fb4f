/*
 * Answers a port read and saves the vCPU at once. The saved RIP is before the IN, which is done
 * again where the state runs.
 *
 * breaks: SAVE-01
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct state state;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	serve(v);
	save(v, &state);
	return 0;
}
