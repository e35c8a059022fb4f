/*
 * Looks at exit_reason after every KVM_RUN, the one that immediate_exit ended too. The device is
 * read a second time for one IN.
 *
 * breaks: SAVE-05
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; in al, 0x10; hlt");

int main(void)
{
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	do {
		enter(v);
		serve(v);
		/* Somebody kicks the vCPU once. */
		v->run->immediate_exit = !v->run->immediate_exit;
	} while (v->run->exit_reason != KVM_EXIT_HLT);
	return 0;
}
