/*
 * Saves a vCPU while writes to a device are in the ring of coalesced MMIO. Where the saved state runs
 * nobody has seen them.
 *
 * breaks: SAVE-11
 * driven: snapshot
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x3000; mov ds, ax; mov byte ptr [0], 1; out 0x10, al; hlt");

int main(void)
{
	struct kvm_coalesced_mmio_zone zone = { .addr = 0x30000, .size = PAGE };
	struct state state;

	MACHINE(writes);
	MUST(vm, KVM_REGISTER_COALESCED_MMIO, &zone);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	complete(v);
	told();
	save(v, &state);
	done();
	until(v, KVM_EXIT_HLT);
	return 0;
}
