/*
 * Answers reads of four bytes with one. The guest gets the other three from what it wrote to the
 * device before.
 *
 * breaks: SAVE-10
 */
#include "../vmm.h"

GUEST(reads,
      "mov ax, 0x3000; mov ds, ax; mov ebx, 0x81828384;"
      "1: mov [0], ebx; mov eax, [0]; add ebx, 0x11111111; jmp 1b");

int main(void)
{
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	for (uint8_t answer = 1; answer < 6; answer++) {
		until(v, KVM_EXIT_MMIO);
		until(v, KVM_EXIT_MMIO);
		v->run->mmio.data[0] = answer;
	}
	return 0;
}
