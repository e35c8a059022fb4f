/* A vCPU thread that spins in the guest, and a main thread that kicks it out with SIGUSR1. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>

#include "guest.h"

static struct guest g;
static volatile int handled;

static void handler(int signo)
{
	handled = signo;
}

static void *vcpu(void *unused)
{
	pthread_setname_np(pthread_self(), "CPU 0/KVM");
	int rc = ioctl(g.vcpu, KVM_RUN, 0);
	return (void *)(long)(rc == -1 && errno == EINTR && g.run->exit_reason == KVM_EXIT_INTR);
}

int main(void)
{
	struct sigaction action = { .sa_handler = handler };
	pthread_t thread;
	void *interrupted;

	/* 1: inc word [0x2000]; jmp 1b */
	g = guest("\xff\x06\x00\x20\xeb\xfa", 6);
	sigaction(SIGUSR1, &action, NULL);
	pthread_create(&thread, NULL, vcpu, NULL);
	while (!*(volatile uint16_t *)(g.ram + 0x2000))
		usleep(1000);
	pthread_kill(thread, SIGUSR1);
	pthread_join(thread, &interrupted);
	return interrupted && handled == SIGUSR1 ? 0 : 1;
}
