/*
 * Runs two vCPUs with chips in the kernel, of which the second waits for its start-up interrupt, and
 * reads both in a snapshot.
 *
 * driven: pause snapshot resume
 */
#include "../vmm.h"

GUEST(halts, "inc byte ptr [0x2000]; 1: hlt; jmp 1b");

int main(void)
{
	struct kvm_mp_state mp[2];
	struct vcpu *all[2];
	const char *word;
	struct state state;

	kicks(nothing);
	MACHINE(halts, CHIPS);
	for (int i = 0; i < 2; i++)
		start(all[i] = vcpu(i));
	written(0x2000);
	while ((word = told())) {
		for (int i = 0; i < 2; i++) {
			if (is(word, "pause")) {
				stop(all[i]);
			} else if (is(word, "snapshot")) {
				save(all[i], &state);
				MUST(all[i]->fd, KVM_GET_MP_STATE, &mp[i]);
			} else {
				start(all[i]);
			}
		}
		done();
	}
	return mp[0].mp_state != KVM_MP_STATE_HALTED || mp[1].mp_state != KVM_MP_STATE_UNINITIALIZED;
}
