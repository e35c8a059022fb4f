/*
 * Lets the vCPU run again at the end of a snapshot, though it was paused before.
 *
 * breaks: R1
 * driven: pause snapshot
 */
#include "../vmm.h"

GUEST(writes, "1: out 0x10, al; jmp 1b");

int main(void)
{
	const char *word;
	struct state state;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	start(v);
	while ((word = told())) {
		if (is(word, "pause")) {
			stop(v);
		} else if (is(word, "snapshot")) {
			save(v, &state);
			start(v);
		}
		done();
	}
	milliseconds(10);
	stop(v);
	return 0;
}
