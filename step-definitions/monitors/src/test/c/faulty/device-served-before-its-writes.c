/*
 * Serves a read from a device while writes to the same device are in the ring of coalesced MMIO. The
 * device sees them after the read.
 *
 * breaks: SAVE-11
 */
#include "../vmm.h"

GUEST(accesses, "mov ax, 0x3000; mov ds, ax; mov byte ptr [0], 1; mov byte ptr [0], 2; mov al, [4]; hlt");

int main(void)
{
	struct kvm_coalesced_mmio_zone zone = { .addr = 0x30000, .size = PAGE };

	MACHINE(accesses);
	MUST(vm, KVM_REGISTER_COALESCED_MMIO, &zone);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_MMIO);
	serve(v);
	until(v, KVM_EXIT_HLT);
	return 0;
}
