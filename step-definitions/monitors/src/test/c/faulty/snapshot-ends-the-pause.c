/*
 * Lets the vCPU run again at the end of a snapshot, though it was paused before.
 *
 * breaks: R1
 * driven: pause snapshot
 */
#include "../vmm.h"

GUEST(writes, "1: inc byte ptr [0x2000]; out 0x10, al; jmp 1b");

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
	goes_round(0x2000);
	stop(v);
	return 0;
}
