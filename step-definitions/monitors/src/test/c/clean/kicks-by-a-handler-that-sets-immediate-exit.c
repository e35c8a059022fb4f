/*
 * Kicks its vCPU by a signal whose handler sets immediate_exit, so that it does not matter whether
 * KVM_RUN has begun.
 *
 * driven: pause snapshot resume pause
 */
#include "../vmm.h"

GUEST(reads, "1: in al, 0x10; mov [0x2000], al; jmp 1b");

static _Thread_local struct kvm_run *mine;
static sigset_t kick;

static void leave(int signo)
{
	(void)signo;
	mine->immediate_exit = 1;
}

static void *runs_until_kicked(void *argument)
{
	struct vcpu *v = argument;

	mine = v->run;
	pthread_sigmask(SIG_UNBLOCK, &kick, NULL);
	while (enter(v) != EINTR)
		serve(v);
	mine->immediate_exit = 0;
	complete(v);
	return NULL;
}

int main(void)
{
	const char *word;
	struct state state;

	kicks(leave);
	/* A kick may come before the new thread knows its kvm_run. */
	sigemptyset(&kick);
	sigaddset(&kick, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &kick, NULL);
	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	thread(v, runs_until_kicked);
	written(0x2000);
	while ((word = told())) {
		if (is(word, "pause")) {
			pthread_kill(v->thread, SIGUSR1);
			pthread_join(v->thread, NULL);
		} else if (is(word, "snapshot")) {
			save(v, &state);
		} else if (is(word, "resume")) {
			thread(v, runs_until_kicked);
			milliseconds(5);
		}
		done();
	}
	return 0;
}
