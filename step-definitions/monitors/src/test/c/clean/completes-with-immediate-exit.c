/* Completes a port read with immediate_exit before it saves. */
#include "../vmm.h"

GUEST(reads, "in al, 0x10; hlt");

int main(void)
{
	struct state state;

	MACHINE(reads);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_IO);
	serve(v);
	complete(v);
	save(v, &state);
	return 0;
}
