/*
 * Deletes and creates a slot again while a vCPU reads from it. The guest gets an exit for MMIO, and
 * a device's answer in the place of its memory.
 *
 * breaks: TRACE-01
 */
#include "../vmm.h"

GUEST(reads, "mov ax, 0x2000; mov ds, ax; 1: mov al, [0]; jmp 1b");

static atomic_int mmio;

static void *counts(void *argument)
{
	struct vcpu *v = argument;

	while (!v->stopping) {
		if (enter(v))
			continue;
		mmio += v->run->exit_reason == KVM_EXIT_MMIO;
		serve(v);
	}
	complete(v);
	return NULL;
}

int main(void)
{
	long began;

	kicks(nothing);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	uint8_t *data = memory(PAGE);
	must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
	thread(v, counts);
	do {
		milliseconds(2 * ONE_CHANGE);
		began = now();
		mmio = 0;
		must(slot(1, 0, RAM_SIZE, 0, data), "the end of slot 1");
		milliseconds(1);
		must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1 again");
	} while (!mmio || now() - began > ONE_CHANGE);
	stop(v);
	return 0;
}
