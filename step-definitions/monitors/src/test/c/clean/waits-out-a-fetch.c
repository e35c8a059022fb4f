/*
 * Enters the vCPU again after an exit for a fetch while it is changing the memory there, and stops
 * for good where it is not.
 *
 * kernel: proposed
 */
#include "../proposed.h"

GUEST(jumps, "jmp 0x2000:0");

int main(void)
{
	uint8_t *code = memory(PAGE);

	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	memcpy(code, "\xea\x00\x00\x00\x80", 5); /* jmp 0x8000:0 */
	must(slot(1, 0, RAM_SIZE, PAGE, code), "slot 1");
	must(slot(1, 0, RAM_SIZE, 0, NULL), "the end of slot 1");
	until(v, KVM_EXIT_MMIO);
	must(slot(1, 0, RAM_SIZE, PAGE, code), "slot 1 again");
	until(v, KVM_EXIT_MMIO);
	return v->run->mmio.phys_addr != 0x80000 || v->run->mmio.len;
}
