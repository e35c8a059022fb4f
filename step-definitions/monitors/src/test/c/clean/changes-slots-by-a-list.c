/*
 * Replaces two slots in one list of changes while a vCPU reads from them, and reads the dirty log of
 * one that goes before it does.
 *
 * kernel: proposed
 */
#include "../proposed.h"

GUEST(reads, "mov ax, 0x2000; mov ds, ax; mov es, bx;"
	     "1: mov al, [0]; mov al, [0x1000]; inc byte ptr es:[0x2000]; jmp 1b");

int main(void)
{
	uint8_t *data = memory(2 * PAGE);
	uint64_t bits[1];
	struct kvm_dirty_log log = { .slot = 1, .dirty_bitmap = bits };
	uint64_t at = (uintptr_t)data;

	kicks(nothing);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	must(slot(1, 0, RAM_SIZE, 2 * PAGE, data), "slot 1");
	start(v);
	goes_round(0x2000);
	struct list grow = { 2, 0, {
		{ .slot = 1, .invalidate_slot = 1 },
		{ .slot = 2, .guest_phys_addr = RAM_SIZE, .memory_size = 2 * PAGE, .userspace_addr = at,
		  .flags = KVM_MEM_LOG_DIRTY_PAGES },
	} };
	MUST(vm, KVM_SET_USER_MEMORY_REGION_LIST, &grow);
	milliseconds(2 * ONE_CHANGE);
	stop(v);
	log.slot = 2;
	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	struct list gone = { 1, 0, { { .slot = 2, .invalidate_slot = 1 } } };
	MUST(vm, KVM_SET_USER_MEMORY_REGION_LIST, &gone);
	return 0;
}
