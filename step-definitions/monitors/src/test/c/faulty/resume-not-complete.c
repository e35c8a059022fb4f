/*
 * Says that it has resumed when it has started the vCPU's thread, and does not stop a thread that
 * has not come to KVM_RUN yet. It comes there in the next pause.
 *
 * breaks: R2
 * driven: pause resume pause
 */
#include "../vmm.h"

GUEST(writes, "1: inc byte ptr [0x2000]; out 0x10, al; jmp 1b");

static atomic_int slow, in_run;

static void *comes_late(void *argument)
{
	struct vcpu *v = argument;

	while (slow)
		milliseconds(1);
	in_run = 1;
	return runs(v);
}

int main(void)
{
	const char *word;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	thread(v, comes_late);
	while (!in_run)
		milliseconds(1);
	while ((word = told())) {
		if (is(word, "pause") && in_run) {
			stop(v);
			in_run = 0;
		} else if (is(word, "resume")) {
			slow = 1;
			v->stopping = 0;
			thread(v, comes_late);
		}
		done();
	}
	slow = 0;
	goes_round(0x2000);
	stop(v);
	return 0;
}
