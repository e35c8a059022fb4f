/*
 * Writes registers while a port read is pending. Where RIP moves with the completion only, what was
 * read is lost.
 *
 * breaks: COMP-14
 * as: warning
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct kvm_regs regs;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	serve(v);
	MUST(v->fd, KVM_GET_REGS, &regs);
	regs.rbx = 1;
	MUST(v->fd, KVM_SET_REGS, &regs);
	until(v, KVM_EXIT_HLT);
	return 0;
}
