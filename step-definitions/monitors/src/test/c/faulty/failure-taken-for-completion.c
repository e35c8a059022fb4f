/*
 * Takes whatever failure of KVM_RUN for the EINTR of a completion. Here it is EINVAL: the VMM puts
 * the task priority itself into kvm_run.cr8, and not its upper half, which KVM refuses before it
 * completes anything.
 *
 * breaks: SAVE-02
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
	v->run->cr8 = 0x20;
	v->run->immediate_exit = 1;
	while (!enter(v))
		serve(v);
	save(v, &state);
	return 0;
}
