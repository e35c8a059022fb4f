/*
 * Reads the dirty log of a slot, then stops the vCPU, and deletes the slot: what the guest wrote in
 * between is told to nobody.
 *
 * breaks: TRACE-02
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; 1: inc word ptr [0]; jmp 1b");

int main(void)
{
	uint64_t bits[1];
	struct kvm_dirty_log log = { .slot = 1, .dirty_bitmap = bits };

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log of slot 0");
	must(slot(1, KVM_MEM_LOG_DIRTY_PAGES, RAM_SIZE, PAGE, memory(PAGE)), "slot 1");
	start(v);
	written(0x10000);
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	milliseconds(1);
	stop(v);
	must(slot(1, 0, RAM_SIZE, 0, NULL), "the end of slot 1");
	return 0;
}
