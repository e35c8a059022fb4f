/*
 * Leaves what was on its stack in the padding of a kvm_dirty_log.
 *
 * breaks: DIRTY-03
 * as: note
 */
#include "../vmm.h"

GUEST(halts, "hlt");

int main(void)
{
	uint64_t bits[1];
	struct kvm_dirty_log log;

	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	memset(&log, 0x55, sizeof log);
	log.slot = 0;
	log.dirty_bitmap = bits;
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	until(v, KVM_EXIT_HLT);
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	return 0;
}
