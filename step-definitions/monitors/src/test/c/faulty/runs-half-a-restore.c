/*
 * Goes on with a restore whose KVM_SET_VCPU_EVENTS was refused, and runs the guest.
 *
 * breaks: SAVE-18
 */
#include "../vmm.h"

GUEST(halts, "hlt");

int main(void)
{
	struct state state;

	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	save(v, &state);
	state.events.flags = 0x80000000; /* from another version of the file */
	ioctl(v->fd, KVM_SET_VCPU_EVENTS, &state.events);
	state.events.flags = 0;
	MUST(v->fd, KVM_SET_SREGS, &state.sregs);
	MUST(v->fd, KVM_SET_MSRS, &state.msrs);
	MUST(v->fd, KVM_SET_FPU, &state.fpu);
	MUST(v->fd, KVM_SET_REGS, &state.regs);
	until(v, KVM_EXIT_HLT);
	return 0;
}
