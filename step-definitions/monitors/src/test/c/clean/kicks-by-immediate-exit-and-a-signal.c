/*
 * Sets immediate_exit from the thread that pauses, and sends a signal for a KVM_RUN that has begun.
 * The guest has halted in KVM_RUN.
 *
 * driven: pause snapshot resume pause
 */
#include "../vmm.h"

GUEST(halts, "inc byte ptr [0x2000]; 1: hlt; jmp 1b");

int main(void)
{
	const char *word;
	struct state state;

	kicks(nothing);
	MACHINE(halts, CHIPS);
	struct vcpu *v = vcpu(0);
	start(v);
	written(0x2000);
	while ((word = told())) {
		if (is(word, "pause"))
			stop(v);
		else if (is(word, "snapshot"))
			save(v, &state);
		else if (is(word, "resume"))
			start(v);
		done();
	}
	return 0;
}
