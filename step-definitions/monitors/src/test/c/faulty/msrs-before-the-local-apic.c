/*
 * Restores IA32_TSC_DEADLINE before the local APIC whose timer has to be in deadline mode for it.
 * KVM drops the deadline and reports success.
 *
 * breaks: SAVE-17
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al");

int main(void)
{
	struct {
		struct kvm_msrs head;
		struct kvm_msr_entry entries[1];
	} deadline = { { .nmsrs = 1 }, { { .index = 0x6e0, .data = 1UL << 40 } } };
	struct kvm_lapic_state apic;

	MACHINE(writes, CHIPS);
	struct vcpu *v = vcpu(0);
	MUST(v->fd, KVM_GET_LAPIC, &apic);
	apic.regs[0xf1] |= 1;    /* enabled by software */
	apic.regs[0x322] = 0x04; /* deadline mode */
	apic.regs[0x320] = 0x40;
	MUST(v->fd, KVM_SET_MSRS, &deadline);
	MUST(v->fd, KVM_SET_LAPIC, &apic);
	until(v, KVM_EXIT_IO);
	return 0;
}
