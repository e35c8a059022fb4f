/*
 * Deletes and creates the slot again that a vCPU runs code from. The fetch fails; the VMM waits for
 * the new slot and lets the guest go on, but nothing says that every guest could.
 *
 * breaks: TRACE-01
 */
#include "../vmm.h"

GUEST(jumps, "jmp 0x2000:0");
GUEST(spins, "1: inc ax; jmp 1b");

static atomic_int failed, changing;

static void *waits_for_code(void *argument)
{
	struct vcpu *v = argument;

	while (!v->stopping)
		if (!enter(v) && v->run->exit_reason == KVM_EXIT_INTERNAL_ERROR) {
			failed++;
			while (changing)
				milliseconds(1);
		}
	return NULL;
}

int main(void)
{
	long began;

	kicks(nothing);
	MACHINE(jumps);
	struct vcpu *v = vcpu(0);
	uint8_t *code = memory(PAGE);
	memcpy(code, spins, spins_end - spins);
	must(slot(1, 0, RAM_SIZE, PAGE, code), "slot 1");
	thread(v, waits_for_code);
	do {
		milliseconds(2 * ONE_CHANGE);
		began = now();
		failed = 0;
		changing = 1;
		must(slot(1, 0, RAM_SIZE, 0, code), "the end of slot 1");
		milliseconds(1);
		must(slot(1, 0, RAM_SIZE, PAGE, code), "slot 1 again");
		changing = 0;
	} while (!failed || now() - began > ONE_CHANGE);
	stop(v);
	return 0;
}
