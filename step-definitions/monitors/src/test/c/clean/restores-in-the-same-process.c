/*
 * Saves a vCPU that has a port read behind it, and restores it in a second VM with a copy of the
 * memory: the local APIC before the MSRs that depend on its mode. The device is read once.
 *
 * driven: snapshot restore
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; mov [0x2000], al; out 0x11, al; hlt");

int main(void)
{
	struct {
		struct kvm_msrs head;
		struct kvm_msr_entry entries[1];
	} deadline = { { .nmsrs = 1 }, { { .index = 0x6e0, .data = 1UL << 60 } } };
	struct kvm_lapic_state apic;
	struct state state;
	uint8_t *memory_of_first;
	uint32_t answer;

	MACHINE(reads, CHIPS);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	serve(v);
	told();
	complete(v);
	save(v, &state);
	MUST(v->fd, KVM_GET_LAPIC, &apic);
	done();
	memory_of_first = ram;
	close(v->fd);
	close(vm);

	told();
	MACHINE(reads, CHIPS);
	memcpy(ram, memory_of_first, RAM_SIZE);
	v = vcpu(0);
	apic.regs[0xf1] |= 1;    /* enabled by software */
	apic.regs[0x322] = 0x04; /* deadline mode */
	apic.regs[0x320] = 0x40;
	MUST(v->fd, KVM_SET_LAPIC, &apic);
	load(v, &state);
	if (MUST(v->fd, KVM_SET_MSRS, &deadline) != 1)
		errx(98, "the deadline");
	done();
	until(v, KVM_EXIT_IO);
	answer = *((uint8_t *)v->run + v->run->io.data_offset);
	return v->run->io.direction != KVM_EXIT_IO_OUT || answer != 0x11 || ram[0x2000] != 0x11;
}
