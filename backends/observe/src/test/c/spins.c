/*
 * A guest that spins until a file "go" is there. Its KVM_RUN is told to go on after every EINTR;
 * the exit code says how many of them there were.
 */
#include <errno.h>
#include <pthread.h>

#include "guest.h"

static struct guest g;
static int interrupted;

static void *vcpu(void *unused)
{
	while (ioctl(g.vcpu, KVM_RUN, 0) < 0 && errno == EINTR)
		interrupted++;
	return NULL;
}

int main(void)
{
	pthread_t thread;

	/* 1: cmp byte [0x2000], 0; je 1b; hlt */
	g = guest("\x80\x3e\x00\x20\x00\x74\xf9\xf4", 8);
	pthread_create(&thread, NULL, vcpu, NULL);
	usleep(20000);
	puts("on");
	fflush(stdout);
	while (access("go", F_OK))
		usleep(1000);
	g.ram[0x2000] = 1;
	pthread_join(thread, NULL);
	puts(g.run->exit_reason == KVM_EXIT_HLT ? "halted" : "lost");
	printf("%d\n", interrupted);
	return 0;
}
