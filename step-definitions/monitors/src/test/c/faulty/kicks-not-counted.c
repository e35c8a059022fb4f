/*
 * Has two tasks that kick, and each resumes when it is done. The kernel does not count: after
 * the first of them the vCPU runs, though the other one holds it.
 *
 * breaks: TRACE-06
 * kernel: proposed-v1
 */
#include "../proposed.h"

GUEST(writes, "1: inc byte ptr [0x2000]; out 0x10, al; jmp 1b");

static atomic_int kicked, ran;

static void *other(void *unused)
{
	MUST(vm, KVM_KICK_ALL_RUNNING_VCPUS, 0);
	kicked = 1;
	while (!ran)
		milliseconds(1);
	MUST(vm, KVM_RESUME_ALL_KICKED_VCPUS, 0);
	return unused;
}

int main(void)
{
	pthread_t kicker;

	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	MUST(vm, KVM_KICK_ALL_RUNNING_VCPUS, 0);
	pthread_create(&kicker, NULL, other, NULL);
	while (!kicked)
		milliseconds(1);
	MUST(vm, KVM_RESUME_ALL_KICKED_VCPUS, 0);
	until(v, KVM_EXIT_IO);
	ran = 1;
	pthread_join(kicker, NULL);
	return 0;
}
