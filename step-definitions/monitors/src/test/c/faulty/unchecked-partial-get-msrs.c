/*
 * Reads a list of MSRs of which KVM does not handle the second one, and takes its own old bytes for
 * the values of the rest.
 *
 * breaks: SAVE-16
 */
#include "../vmm.h"

GUEST(halts, "hlt");

int main(void)
{
	struct {
		struct kvm_msrs head;
		struct kvm_msr_entry entries[3];
	} msrs = { { .nmsrs = 3 }, { { .index = 0x174 }, { .index = 0x12345 }, { .index = 0x175 } } };
	struct kvm_sregs sregs;

	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_HLT);
	MUST(v->fd, KVM_GET_MSRS, &msrs);
	MUST(v->fd, KVM_GET_SREGS, &sregs);
	return 0;
}
