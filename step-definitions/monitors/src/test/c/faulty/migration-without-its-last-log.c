/*
 * Reads the last dirty log of a migration while the vCPU runs, then stops it and saves its state.
 *
 * breaks: TRACE-13
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; 1: inc word ptr [0]; jmp 1b");

int main(void)
{
	uint64_t bits[1];
	struct kvm_dirty_log log = { .dirty_bitmap = bits };
	struct state state;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	start(v);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	written(0x10000);
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	milliseconds(1);
	stop(v);
	save(v, &state);
	done();
	return 0;
}
