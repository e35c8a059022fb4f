/*
 * Has its devices in a process of their own: what a port read is to answer comes through a socket.
 * The worker has KVM's descriptors and calls nothing on them.
 */
#include "../vmm.h"

GUEST(reads, "mov cx, 5; 1: in eax, 0x10; mov [0x2000], eax; loop 1b; hlt");

static void device(int socket)
{
	uint32_t port, next = 0x11223344;

	while (read(socket, &port, sizeof port) == sizeof port) {
		must(write(socket, &next, sizeof next), "the answer");
		next += 0x01010101;
	}
	_exit(0);
}

int main(void)
{
	struct state state;
	int ends[2], status;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), "socketpair");
	pid_t worker = must(fork(), "fork");
	if (!worker) {
		close(ends[0]);
		device(ends[1]);
	}
	close(ends[1]);
	while (enter(v) == 0 && v->run->exit_reason == KVM_EXIT_IO) {
		uint32_t port = v->run->io.port;
		must(write(ends[0], &port, sizeof port), "the port");
		must(read(ends[0], (char *)v->run + v->run->io.data_offset, 4), "the answer");
	}
	close(ends[0]);
	must(waitpid(worker, &status, 0), "waitpid");
	save(v, &state);
	return status || *(uint32_t *)(ram + 0x2000) != 0x11223344 + 4 * 0x01010101;
}
