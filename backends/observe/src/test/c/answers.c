/* Answers a port read, completes it without running on, and changes memory that the guest sees. */
#include "guest.h"

int main(void)
{
	/* in al, 0x10; out 0x11, al; hlt */
	struct guest g = guest("\xe4\x10\xe6\x11\xf4", 5);
	struct kvm_regs regs;

	check(ioctl(g.vcpu, KVM_RUN, 0), "KVM_RUN");
	((uint8_t *)g.run)[g.run->io.data_offset] = 0xab;
	g.run->immediate_exit = 1;
	ioctl(g.vcpu, KVM_RUN, 0);
	g.run->immediate_exit = 0;
	check(ioctl(g.vcpu, KVM_GET_REGS, &regs), "KVM_GET_REGS");
	check(ioctl(g.vcpu, KVM_RUN, 0), "KVM_RUN");
	check(ioctl(g.vcpu, KVM_RUN, 0), "KVM_RUN");
	madvise(g.ram + 0x4000, 0x1000, MADV_DONTNEED);
	check(mprotect(g.ram + 0x8000, 0x1000, PROT_READ), "mprotect");
	ioctl(g.vcpu, KVM_RUN, 0x5);
	ioctl(g.vm, KVM_RUN, 0);
	int copy = check(dup(g.vcpu), "dup");
	close(g.vcpu);
	check(ioctl(copy, KVM_GET_REGS, &regs), "KVM_GET_REGS");
	munmap(g.ram, RAM_SIZE);
	close(copy);
	close(g.vm);
	close(g.kvm);
	return (regs.rax & 0xff) == 0xab ? 42 : 1;
}
