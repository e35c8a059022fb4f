/*
 * Serves RDMSR and WRMSR of MSRs that KVM does not know, completes each, and saves.
 *
 * driven: snapshot
 */
#include "../vmm.h"

GUEST(reads, "mov ecx, 0x12345; rdmsr; wrmsr; hlt");

int main(void)
{
	struct kvm_enable_cap exits = { KVM_CAP_X86_USER_SPACE_MSR, .args = { KVM_MSR_EXIT_REASON_UNKNOWN } };
	struct state state;

	MACHINE(reads);
	MUST(vm, KVM_ENABLE_CAP, &exits);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_X86_RDMSR);
	v->run->msr.data = 0x1122334455667788;
	told();
	complete(v);
	save(v, &state);
	done();
	until(v, KVM_EXIT_X86_WRMSR);
	if (v->run->msr.data != 0x1122334455667788 || state.regs.rax != 0x55667788)
		errx(98, "0x%llx was read", v->run->msr.data);
	complete(v);
	save(v, &state);
	return 0;
}
