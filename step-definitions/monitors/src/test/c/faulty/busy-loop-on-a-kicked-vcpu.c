/*
 * Calls KVM_RUN again and again while immediate_exit keeps the vCPU out.
 *
 * breaks: TRACE-10
 * as: warning
 */
#include "../vmm.h"

GUEST(halts, "hlt");

int main(void)
{
	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	v->run->immediate_exit = 1;
	busy_loop(v);
	return 0;
}
