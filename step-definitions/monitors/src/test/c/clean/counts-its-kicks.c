/*
 * Has two tasks that kick, and resumes when both of them are done. A thread that is kicked waits.
 *
 * kernel: proposed-v1
 */
#include "../proposed.h"

GUEST(writes, "1: inc byte ptr [0x2000]; out 0x10, al; jmp 1b");

static atomic_int holds;

static void *waits_while_held(void *argument)
{
	struct vcpu *v = argument;

	while (!v->stopping) {
		while (holds && !v->stopping)
			milliseconds(1);
		if (enter(v) == 0)
			serve(v);
	}
	return NULL;
}

static void hold(void)
{
	holds++;
	MUST(vm, KVM_KICK_ALL_RUNNING_VCPUS, 0);
}

static void *other(void *unused)
{
	hold();
	holds--;
	return unused;
}

int main(void)
{
	pthread_t kicker;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	thread(v, waits_while_held);
	written(0x2000);
	hold();
	pthread_create(&kicker, NULL, other, NULL);
	pthread_join(kicker, NULL);
	holds--;
	MUST(vm, KVM_RESUME_ALL_KICKED_VCPUS, 0);
	goes_round(0x2000);
	stop(v);
	return 0;
}
