/*
 * Enters a vCPU whose VTL is inactive again and again, though the event that wakes it is of lower
 * precedence and stays pending.
 *
 * breaks: VTL-20
 * kernel: proposed
 */
#include "../proposed.h"

int main(void)
{
	struct vcpu *v = vtl_sleeper();

	deactivate(v);
	wake();
	busy_loop(v);
	return v->run->exit_reason != KVM_EXIT_SYSTEM_EVENT;
}
