/*
 * Looks whether it is to stop after it has served an exit, and then does not call KVM_RUN again:
 * what it answered is in no state that a snapshot reads.
 *
 * breaks: SAVE-01
 * driven: pause snapshot
 */
#include "../vmm.h"

GUEST(reads, "1: in al, 0x10; jmp 1b");

static void *runs_unfinished(void *argument)
{
	struct vcpu *v = argument;

	do {
		until(v, KVM_EXIT_IO);
		serve(v);
	} while (!v->stopping);
	return NULL;
}

int main(void)
{
	const char *word;
	struct state state;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	thread(v, runs_unfinished);
	while ((word = told())) {
		if (is(word, "pause")) {
			v->stopping = 1;
			pthread_join(v->thread, NULL);
		} else if (is(word, "snapshot")) {
			save(v, &state);
		}
		done();
	}
	return 0;
}
