/*
 * Waits in poll for its driver and for an ioeventfd that the guest writes to, and leaves the vCPU
 * to a thread.
 *
 * driven: pause resume
 */
#include <poll.h>

#include "../vmm.h"

GUEST(writes, "1: out 0x10, al; jmp 1b");

int main(void)
{
	struct kvm_ioeventfd bell = { .addr = 0x10, .len = 1, .flags = KVM_IOEVENTFD_FLAG_PIO };
	struct pollfd waits[2] = { { .events = POLLIN }, { .events = POLLIN } };
	const char *word;
	uint64_t rung;

	kicks(nothing);
	MACHINE(writes);
	bell.fd = waits[0].fd = must(eventfd(0, EFD_CLOEXEC), "eventfd");
	MUST(vm, KVM_IOEVENTFD, &bell);
	struct vcpu *v = vcpu(0);
	start(v);
	waits[1].fd = driven();
	for (;;) {
		must(poll(waits, 2, -1), "poll");
		if (waits[0].revents)
			must(read(waits[0].fd, &rung, sizeof rung), "the bell");
		if (!waits[1].revents)
			continue;
		if (!(word = told()))
			return 0;
		if (is(word, "pause"))
			stop(v);
		else
			start(v);
		done();
	}
}
