/*
 * Sends an interrupt from another thread while a slot is gone and not there again: KVM may read
 * guest memory for it.
 *
 * breaks: TRACE-05
 * as: warning
 */
#include "../vmm.h"

GUEST(writes, "out 0x10, al; hlt");

static void *sends(void *unused)
{
	struct kvm_msi message = { .address_lo = 0xfee00000, .data = 0x40 };

	ioctl(vm, KVM_SIGNAL_MSI, &message);
	return unused;
}

int main(void)
{
	pthread_t sender;
	long began;

	MACHINE(writes, CHIPS);
	struct vcpu *v = vcpu(0);
	uint8_t *data = memory(PAGE);
	must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
	until(v, KVM_EXIT_IO);
	do {
		milliseconds(2 * ONE_CHANGE);
		began = now();
		must(slot(1, 0, RAM_SIZE, 0, data), "the end of slot 1");
		pthread_create(&sender, NULL, sends, NULL);
		pthread_join(sender, NULL);
		must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1 again");
	} while (now() - began > ONE_CHANGE);
	return 0;
}
