/*
 * Parks the thread of a vCPU whose VTL is inactive when an event of lower precedence wakes it, and
 * lets it run when its VTL is to be the active one.
 *
 * driven: pause resume
 * kernel: proposed
 */
#include "../proposed.h"

int main(void)
{
	struct kvm_mp_state runnable = { KVM_MP_STATE_RUNNABLE };
	struct vcpu *v = vtl_sleeper();

	until(v, KVM_EXIT_IO);
	deactivate(v);
	wake();
	until(v, KVM_EXIT_SYSTEM_EVENT);
	told();
	done();
	told();
	MUST(v->fd, KVM_SET_MP_STATE, &runnable);
	until(v, KVM_EXIT_IO);
	done();
	return 0;
}
