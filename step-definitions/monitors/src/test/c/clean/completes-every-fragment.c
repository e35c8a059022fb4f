/*
 * Completes an MMIO read that lies over two pages, and an INC on MMIO: each is two exits, and the
 * second comes of the KVM_RUN that was to complete the first.
 *
 * driven: snapshot snapshot
 */
#include "../vmm.h"

GUEST(increments, "mov ax, 0x3000; mov ds, ax; mov eax, [0xffe]; inc byte ptr [0]; hlt");

int main(void)
{
	struct state state;

	MACHINE(increments);
	struct vcpu *v = vcpu(0);
	for (int i = 0; i < 2; i++) {
		until(v, KVM_EXIT_MMIO);
		serve(v);
		told();
		complete(v);
		save(v, &state);
		done();
	}
	until(v, KVM_EXIT_HLT);
	return 0;
}
