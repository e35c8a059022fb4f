/*
 * Moves RIP past an OUT that it has served, as if KVM had left that to it.
 *
 * breaks: SAVE-06
 * as: warning
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; nop; nop; nop; hlt");

int main(void)
{
	struct kvm_regs regs;

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	MUST(v->fd, KVM_GET_REGS, &regs);
	regs.rip += 2;
	MUST(v->fd, KVM_SET_REGS, &regs);
	until(v, KVM_EXIT_HLT);
	return 0;
}
