/*
 * Has a signal pending that is to end the KVM_RUN that completes a port read. The call fails
 * earlier, with EINVAL for its cr8, and the VMM does not look at why.
 *
 * breaks: SAVE-03
 */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct {
		struct kvm_signal_mask head;
		uint64_t set;
	} __attribute__((packed)) none = { { 8 }, 0 };
	sigset_t kick;
	struct state state;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	sigemptyset(&kick);
	sigaddset(&kick, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &kick, NULL);
	MUST(v->fd, KVM_SET_SIGNAL_MASK, &none);
	until(v, KVM_EXIT_IO);
	serve(v);
	v->run->cr8 = 0x20;
	raise(SIGUSR1);
	while (!enter(v))
		serve(v);
	save(v, &state);
	return 0;
}
