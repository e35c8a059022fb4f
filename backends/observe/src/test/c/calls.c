/* As many ioctls as the argument says, and no other system call between them. */
#include "guest.h"

int main(int argc, char **argv)
{
	int kvm = check(open("/dev/kvm", O_RDWR), "open");

	for (long i = atol(argv[1]); i > 0; i--)
		check(ioctl(kvm, KVM_GET_API_VERSION, 0), "KVM_GET_API_VERSION");
	return 0;
}
