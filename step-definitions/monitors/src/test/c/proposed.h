/*
 * What was proposed for KVM and is in no header: the numbers that the reference gives it.
 */
#include "vmm.h"

/* KVM_RESUME_ALL_KICKED_VCPUS is there only in the version that was sent, where a kick stays. */
#define KVM_KICK_ALL_RUNNING_VCPUS _IO(KVMIO, 0xd2)
#define KVM_RESUME_ALL_KICKED_VCPUS _IO(KVMIO, 0xd3)

/* Changes several slots at once, so that no vCPU sees a part of it. */
struct entry {
	uint32_t slot;
	uint32_t flags;
	uint64_t guest_phys_addr;
	uint64_t memory_size;
	uint64_t userspace_addr;
	uint8_t invalidate_slot;
	uint8_t padding[31];
};

struct list {
	uint32_t nent;
	uint32_t flags;
	struct entry entries[2];
};

#define KVM_SET_USER_MEMORY_REGION_LIST _IOC(_IOC_WRITE, KVMIO, 0x49, 8)

/* A vCPU whose virtual trust level is not the one that runs; it waits for an event. */
#define KVM_MP_STATE_HV_INACTIVE_VTL 11
#define HV_ACCESS_VSM (1 << 16)

/* A sleeper whose guest is shown a Hyper-V that may have virtual trust levels. */
static inline struct vcpu *vtl_sleeper(void)
{
	struct {
		struct kvm_cpuid2 head;
		struct kvm_cpuid_entry2 leaves[4];
	} cpuid = {
		.head.nent = 4,
		.leaves = {
			{ .function = 0, .eax = 1 },
			{ .function = 0x40000000, .eax = 0x40000003, .ebx = 0x7263694d,
			  .ecx = 0x666f736f, .edx = 0x76482074 }, /* Microsoft Hv */
			{ .function = 0x40000001, .eax = 0x31237648 }, /* Hv#1 */
			{ .function = 0x40000003, .ebx = HV_ACCESS_VSM },
		},
	};
	struct vcpu *v = sleeper();

	MUST(v->fd, KVM_SET_CPUID2, &cpuid);
	return v;
}

static inline void deactivate(struct vcpu *v)
{
	struct kvm_mp_state state = { KVM_MP_STATE_HV_INACTIVE_VTL };

	MUST(v->fd, KVM_SET_MP_STATE, &state);
}
