/*
 * Unmaps memory that a slot has, and runs a guest that reads it.
 *
 * breaks: TRACE-12
 * as: warning
 */
#include "../vmm.h"

GUEST(reads, "mov ax, 0x2000; mov ds, ax; out 0x10, al; mov al, [0]; hlt");

int main(void)
{
	uint8_t *data = memory(PAGE);

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
	until(v, KVM_EXIT_IO);
	munmap(data, PAGE);
	enter(v);
	return 0;
}
