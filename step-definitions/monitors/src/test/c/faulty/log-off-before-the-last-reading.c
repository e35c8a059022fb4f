/*
 * Switches the dirty log of a slot off and on again in the middle of a migration, and does not read
 * it after the vCPU has stopped and before it goes.
 *
 * breaks: TRACE-03
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; 1: inc word ptr [0]; jmp 1b");

int main(void)
{
	uint64_t bits[1];
	struct kvm_dirty_log log = { .dirty_bitmap = bits };

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	start(v);
	written(0x10000);
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	milliseconds(1);
	stop(v);
	must(slot(0, 0, 0, RAM_SIZE, ram), "the end of the log");
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log again");
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	done();
	return 0;
}
