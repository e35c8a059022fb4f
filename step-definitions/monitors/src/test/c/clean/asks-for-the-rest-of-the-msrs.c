/*
 * Compares how many MSRs were read and set with how many it asked for, and asks again for those
 * behind the one that KVM does not handle.
 */
#include "../vmm.h"

GUEST(halts, "hlt");

static const uint32_t wanted[] = { 0x174, 0x12345, 0x175, 0x12346, 0x176 };

struct msrs {
	struct kvm_msrs head;
	struct kvm_msr_entry entries[LENGTH(wanted)];
};

/* Does it for all but those that are not handled; how many these are. */
static int all_but_unknown(struct vcpu *v, unsigned long request)
{
	struct msrs msrs;
	size_t at = 0, unknown = 0;

	while (at < LENGTH(wanted)) {
		memset(&msrs, 0, sizeof msrs);
		msrs.head.nmsrs = LENGTH(wanted) - at;
		for (size_t i = 0; at + i < LENGTH(wanted); i++)
			msrs.entries[i].index = wanted[at + i];
		int done = MUST(v->fd, request, &msrs);
		at += done;
		if (at < LENGTH(wanted)) {
			unknown++;
			at++;
		}
	}
	return unknown;
}

int main(void)
{
	struct state state;

	MACHINE(halts);
	struct vcpu *v = vcpu(0);
	if (all_but_unknown(v, KVM_SET_MSRS) != 2)
		return 1;
	until(v, KVM_EXIT_HLT);
	if (all_but_unknown(v, KVM_GET_MSRS) != 2)
		return 1;
	save(v, &state);
	return 0;
}
