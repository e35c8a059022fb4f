/*
 * Pauses a vCPU by a flag that its thread looks at between two calls of KVM_RUN, and tells neither
 * the kernel nor the thread.
 *
 * breaks: R5
 * driven: pause
 */
#include "../vmm.h"

int main(void)
{
	struct vcpu *v = sleeper();

	start(v);
	written(0x2000);
	told();
	v->stopping = 1;
	milliseconds(HANG);
	wake();
	pthread_join(v->thread, NULL);
	done();
	return 0;
}
