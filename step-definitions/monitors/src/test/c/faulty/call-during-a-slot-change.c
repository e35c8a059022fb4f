/*
 * Reads a vCPU's registers in another thread while a slot is gone and not there again.
 *
 * breaks: QACC-04
 * as: warning
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; hlt");

static void *reads_registers(void *argument)
{
	struct vcpu *v = argument;
	struct kvm_regs regs;

	MUST(v->fd, KVM_GET_REGS, &regs);
	return NULL;
}

int main(void)
{
	long began;

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	uint8_t *data = memory(PAGE);
	must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
	until(v, KVM_EXIT_IO);
	do {
		milliseconds(2 * ONE_CHANGE);
		began = now();
		must(slot(1, 0, RAM_SIZE, 0, data), "the end of slot 1");
		thread(v, reads_registers);
		pthread_join(v->thread, NULL);
		must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1 again");
	} while (now() - began > ONE_CHANGE);
	return 0;
}
