/*
 * Ends a migration with pages in the dirty ring that the guest wrote after the last reset.
 *
 * breaks: RING-05
 * as: warning
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; inc word ptr [0]; hlt");

int main(void)
{
	struct state state;

	MACHINE(writes, RING);
	struct vcpu *v = vcpu(0);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	until(v, KVM_EXIT_HLT);
	save(v, &state);
	done();
	return 0;
}
