/*
 * Migrates with KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2: reads the log, clears what it is about to copy,
 * and copies. It saves the state before it reads the log for the last time, as QEMU does.
 *
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; mov cx, 1;"
	      "1: mov bx, cx; shl bx, 12; inc word ptr [bx]; inc cx; and cx, 15; jmp 1b");

#define PAGES (2 * RAM_SIZE / PAGE)

static uint8_t *copy, *all;

static void copy_written(void)
{
	uint64_t bits[1] = { 0 };
	struct kvm_dirty_log log = { .dirty_bitmap = bits };
	struct kvm_clear_dirty_log clear = { .num_pages = PAGES, .dirty_bitmap = bits };

	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	MUST(vm, KVM_CLEAR_DIRTY_LOG, &clear);
	for (size_t page = 0; page < PAGES; page++)
		if (bits[0] >> page & 1)
			memcpy(copy + page * PAGE, all + page * PAGE, PAGE);
}

int main(void)
{
	struct kvm_enable_cap manual = { KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2, .args = { 1 } };
	struct state state;

	kicks(nothing);
	MACHINE(writes);
	MUST(vm, KVM_ENABLE_CAP, &manual);
	all = memory(PAGES * PAGE);
	memcpy(all, ram, RAM_SIZE);
	must(slot(0, 0, 0, 0, ram), "the end of slot 0");
	must(slot(0, 0, 0, PAGES * PAGE, all), "slot 0 of 64 pages");
	copy = memory(PAGES * PAGE);
	struct vcpu *v = vcpu(0);
	start(v);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, PAGES * PAGE, all), "the log");
	memcpy(copy, all, PAGES * PAGE);
	for (int round = 0; round < 3; round++) {
		milliseconds(2);
		copy_written();
	}
	stop(v);
	save(v, &state);
	copy_written();
	done();
	return memcmp(copy, all, PAGES * PAGE) != 0;
}
