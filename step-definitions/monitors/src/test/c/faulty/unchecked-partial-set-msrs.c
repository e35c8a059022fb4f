/*
 * Sets a list of MSRs of which KVM does not handle the second one, and runs the guest without the
 * rest.
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

	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	MUST(v->fd, KVM_SET_MSRS, &msrs);
	until(v, KVM_EXIT_HLT);
	return 0;
}
