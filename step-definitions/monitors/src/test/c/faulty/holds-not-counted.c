/*
 * Is paused by two holders, and runs when the first of them lets it go.
 *
 * breaks: R1
 * driven: pause pause resume
 */
#include "../vmm.h"

GUEST(writes, "1: inc byte ptr [0x2000]; out 0x10, al; jmp 1b");

int main(void)
{
	const char *word;
	int running = 1;

	kicks(nothing);
	MACHINE(writes);
	struct vcpu *v = vcpu(0);
	start(v);
	while ((word = told())) {
		if (is(word, "pause") && running) {
			stop(v);
			running = 0;
		} else if (is(word, "resume") && !running) {
			start(v);
			running = 1;
		}
		done();
	}
	goes_round(0x2000);
	stop(v);
	return 0;
}
