/*
 * Migrates: logs, copies while the vCPU runs, stops it, reads the log for the last time, saves, and
 * switches the log off. What it has copied is what the guest's memory is.
 *
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; mov cx, 1;"
	      "1: mov bx, cx; shl bx, 12; inc word ptr [bx]; inc cx; and cx, 15; jmp 1b");

static uint8_t *copy;

static void copy_written(void)
{
	uint64_t bits[1] = { 0 };
	struct kvm_dirty_log log = { .dirty_bitmap = bits };

	MUST(vm, KVM_GET_DIRTY_LOG, &log);
	for (size_t page = 0; page < RAM_SIZE / PAGE; page++)
		if (bits[0] >> page & 1)
			memcpy(copy + page * PAGE, ram + page * PAGE, PAGE);
}

int main(void)
{
	struct state state;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	copy = memory(RAM_SIZE);
	start(v);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	memcpy(copy, ram, RAM_SIZE);
	for (int round = 0; round < 3; round++) {
		milliseconds(2);
		copy_written();
	}
	stop(v);
	copy_written();
	save(v, &state);
	must(slot(0, 0, 0, RAM_SIZE, ram), "the end of the log");
	done();
	return memcmp(copy, ram, RAM_SIZE) != 0;
}
