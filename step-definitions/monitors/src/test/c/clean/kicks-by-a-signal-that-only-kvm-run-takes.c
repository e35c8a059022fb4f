/*
 * Blocks SIGUSR1 in all its threads and opens it in KVM_RUN by KVM_SET_SIGNAL_MASK: a kick that
 * comes early stays pending until the call that it is to end, and the thread takes it afterwards.
 *
 * driven: pause snapshot resume pause
 */
#include "../vmm.h"

GUEST(reads, "1: in al, 0x10; mov [0x2000], al; jmp 1b");

static sigset_t kick;

static void *takes_signals(void *argument)
{
	struct {
		struct kvm_signal_mask head;
		uint64_t set;
	} __attribute__((packed)) none = { { 8 }, 0 };
	struct vcpu *v = argument;
	int signo;

	MUST(v->fd, KVM_SET_SIGNAL_MASK, &none);
	/* EINTR comes after the completion of what was pending. */
	while (enter(v) != EINTR)
		serve(v);
	if (v->run->exit_reason != KVM_EXIT_INTR)
		errx(98, "EINTR and exit %u", v->run->exit_reason);
	sigwait(&kick, &signo);
	return NULL;
}

int main(void)
{
	const char *word;
	struct state state;

	kicks(nothing);
	sigemptyset(&kick);
	sigaddset(&kick, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &kick, NULL);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	thread(v, takes_signals);
	written(0x2000);
	while ((word = told())) {
		if (is(word, "pause")) {
			pthread_kill(v->thread, SIGUSR1);
			pthread_join(v->thread, NULL);
		} else if (is(word, "snapshot")) {
			save(v, &state);
		} else if (is(word, "resume")) {
			thread(v, takes_signals);
			milliseconds(5);
		}
		done();
	}
	return 0;
}
