/*
 * Waits for a vCPU to pause and holds the lock that the vCPU's thread needs to serve its exit.
 *
 * breaks: SAVE-13
 * driven: pause
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

static pthread_mutex_t devices = PTHREAD_MUTEX_INITIALIZER;
static atomic_int exited;

static void *locks(void *argument)
{
	struct vcpu *v = argument;

	until(v, KVM_EXIT_IO);
	exited = 1;
	pthread_mutex_lock(&devices);
	serve(v);
	pthread_mutex_unlock(&devices);
	complete(v);
	return NULL;
}

int main(void)
{
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	pthread_mutex_lock(&devices);
	thread(v, locks);
	told();
	while (!exited)
		milliseconds(1);
	milliseconds(HANG);
	done(); /* It has waited long enough. */
	told();
	pthread_mutex_unlock(&devices);
	pthread_join(v->thread, NULL);
	return 0;
}
