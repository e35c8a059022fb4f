/*
 * Pauses a vCPU by immediate_exit and sends no signal. KVM_RUN is under way, for a guest that has
 * halted, and does not look at it again until something else ends it.
 *
 * breaks: SAVE-12
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
	v->run->immediate_exit = 1;
	milliseconds(HANG);
	wake();
	pthread_join(v->thread, NULL);
	done();
	return 0;
}
