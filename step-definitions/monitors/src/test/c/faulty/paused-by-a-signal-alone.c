/*
 * Pauses a vCPU by a signal whose handler does nothing. It comes while the thread serves an exit,
 * and the KVM_RUN that follows knows nothing of it.
 *
 * breaks: SIG-05
 * driven: pause
 * on: kvm
 */
#include "../vmm.h"

static atomic_int serving, kicked;

static void *serves_slowly(void *argument)
{
	struct vcpu *v = argument;

	until(v, KVM_EXIT_IO);
	serving = 1;
	while (!kicked)
		milliseconds(1);
	until(v, KVM_EXIT_IO);
	return NULL;
}

int main(void)
{
	struct vcpu *v = sleeper();

	kicks(nothing);
	thread(v, serves_slowly);
	told();
	while (!serving)
		milliseconds(1);
	pthread_kill(v->thread, SIGUSR1);
	milliseconds(1);
	kicked = 1;
	milliseconds(HANG);
	wake();
	pthread_join(v->thread, NULL);
	done();
	return 0;
}
