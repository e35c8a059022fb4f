/*
 * Looks at exit_reason after a KVM_RUN that a kick ended. The vCPU waited for its start-up, so that
 * the exit before that is still there, and its device is read a second time.
 *
 * breaks: KICK-02
 * kernel: proposed
 */
#include "../proposed.h"

GUEST(reads, "in al, 0x10; hlt");

static void *parked(void *argument)
{
	struct kvm_mp_state state = { KVM_MP_STATE_UNINITIALIZED };
	struct vcpu *v = argument;

	until(v, KVM_EXIT_IO);
	serve(v);
	complete(v);
	MUST(v->fd, KVM_SET_MP_STATE, &state);
	v->stopping = 1;
	enter(v);
	serve(v);
	v->run->immediate_exit = 1;
	enter(v);
	return NULL;
}

int main(void)
{
	MACHINE(reads, CHIPS);
	struct vcpu *v = vcpu(0);
	thread(v, parked);
	while (!v->stopping)
		milliseconds(1);
	milliseconds(20);
	MUST(vm, KVM_KICK_ALL_RUNNING_VCPUS, 0);
	pthread_join(v->thread, NULL);
	return 0;
}
