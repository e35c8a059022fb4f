/*
 * Moves a slot, makes one read-only by deleting and creating it, and makes one bigger, each with the
 * vCPU stopped; and deletes what no change creates again.
 *
 * driven: change
 */
#include "../vmm.h"

GUEST(reads, "mov ax, 0x2000; mov ds, ax; 1: mov al, [0]; jmp 1b");

int main(void)
{
	uint8_t *data = memory(4 * PAGE);

	kicks(nothing);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
	must(slot(2, 0, 2 * RAM_SIZE, PAGE, data + 2 * PAGE), "slot 2");
	start(v);
	milliseconds(2);
	told();
	stop(v);
	must(slot(1, 0, RAM_SIZE, 0, NULL), "the end of slot 1");
	must(slot(1, KVM_MEM_READONLY, RAM_SIZE, 2 * PAGE, data), "slot 1, read-only");
	must(slot(2, 0, 3 * RAM_SIZE, PAGE, data + 2 * PAGE), "slot 2, moved");
	start(v);
	milliseconds(100);
	must(slot(2, 0, 3 * RAM_SIZE, 0, NULL), "the end of slot 2");
	munmap(data + 2 * PAGE, PAGE);
	done();
	stop(v);
	return 0;
}
