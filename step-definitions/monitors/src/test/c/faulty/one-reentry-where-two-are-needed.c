/*
 * Completes the read half of an INC on MMIO by one KVM_RUN, which returns 0 with the write half,
 * and saves. The write is lost, or done twice, where the state runs.
 *
 * breaks: SAVE-04
 */
#include "../vmm.h"

GUEST(increments, "mov ax, 0x3000; mov ds, ax; inc byte ptr [0]; hlt");

int main(void)
{
	struct state state;

	MACHINE(increments);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_MMIO);
	serve(v);
	v->run->immediate_exit = 1;
	enter(v);
	save(v, &state);
	return 0;
}
