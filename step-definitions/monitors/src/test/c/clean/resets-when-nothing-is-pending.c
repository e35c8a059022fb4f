/* Completes a port read, then resets the vCPU. */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct state reset;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	save(v, &reset);
	reset.regs = (struct kvm_regs){ .rip = 0xfff0, .rflags = 2 };
	reset.sregs.cs.selector = 0xf000;
	reset.sregs.cs.base = 0x10000;
	memset(ram + 0x1fff0, 0xf4, 16); /* HLT */
	until(v, KVM_EXIT_IO);
	serve(v);
	complete(v);
	load(v, &reset);
	until(v, KVM_EXIT_HLT);
	return 0;
}
