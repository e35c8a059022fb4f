/*
 * Parks a vCPU as UNINITIALIZED before it completes a port read. That KVM_RUN fails with EINTR
 * before it looks at the pending operation.
 *
 * breaks: SAVE-02
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct kvm_mp_state parked = { KVM_MP_STATE_UNINITIALIZED };
	struct state state;

	MACHINE(reads, CHIPS);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	serve(v);
	MUST(v->fd, KVM_SET_MP_STATE, &parked);
	complete(v);
	save(v, &state);
	return 0;
}
