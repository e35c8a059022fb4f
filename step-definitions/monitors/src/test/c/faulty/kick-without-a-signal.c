/*
 * Kicks the vCPUs of a VM and signals no task. As it was sent the kick waits for every KVM_RUN of
 * the process, and in one of them a vCPU of another VM has halted.
 *
 * breaks: KICK-10
 * kernel: proposed-v1
 */
#include "../proposed.h"

GUEST(halts, "hlt");

/* Waits until the main thread is in an ioctl, and somebody has heard of it. */
static void begun(void)
{
	char path[64], number[4] = "";

	snprintf(path, sizeof path, "/proc/self/task/%d/syscall", getpid());
	while (strncmp(number, "16 ", 3)) {
		int file = must(open(path, O_RDONLY), path);
		must(read(file, number, 3), path);
		close(file);
	}
	/* Whoever serves the process answers it in order. */
	MUST(kvm, KVM_GET_API_VERSION, 0);
}

static void *wakes_late(void *argument)
{
	struct vcpu *v = argument;

	begun();
	milliseconds(HANG);
	v->stopping = 1;
	wake();
	return NULL;
}

int main(void)
{
	pthread_t late;
	struct vcpu *v = sleeper();

	start(v);
	written(0x2000);
	int other = vm;
	MACHINE(halts);
	vcpu(0);
	int kicked = vm;
	vm = other;
	pthread_create(&late, NULL, wakes_late, v);
	MUST(kicked, KVM_KICK_ALL_RUNNING_VCPUS, 0);
	pthread_join(late, NULL);
	pthread_join(v->thread, NULL);
	return 0;
}
