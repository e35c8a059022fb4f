/*
 * Forks a child that uses what it inherited, a child that replaces itself, and then lets a thread
 * replace the whole process.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/wait.h>

#include "guest.h"

static char **arguments;

static void *replace(void *unused)
{
	arguments[1] = "replaced";
	execv(arguments[0], arguments);
	return NULL;
}

int main(int argc, char **argv)
{
	struct guest g;
	pthread_t thread;
	int status;

	if (argc > 1) {
		/* Closed on exec, or open still. */
		int kvm = atoi(argv[2]);
		return ioctl(kvm, KVM_GET_API_VERSION, 0) == KVM_API_VERSION ? 3 : 4;
	}
	g = guest("\xf4", 1);
	if (!fork()) {
		struct kvm_regs regs;

		ioctl(g.vcpu, KVM_GET_REGS, &regs);
		_exit(ioctl(g.kvm, KVM_GET_API_VERSION, 0));
	}
	wait(&status);
	if (WEXITSTATUS(status) != KVM_API_VERSION)
		return 1;
	if (!vfork()) {
		execl("/bin/true", "true", NULL);
		_exit(1);
	}
	wait(&status);
	fcntl(g.vm, F_SETFD, FD_CLOEXEC);
	char number[12];
	sprintf(number, "%d", g.kvm);
	arguments = (char *[]){ argv[0], NULL, number, NULL };
	pthread_create(&thread, NULL, replace, NULL);
	pthread_join(thread, NULL);
	return 1;
}
