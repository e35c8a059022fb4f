/*
 * Has writes to a device coalesced, and empties the ring before it serves an exit and before it
 * saves. The device sees all writes in their order.
 *
 * driven: snapshot
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x3000; mov ds, ax; mov cx, 5; 1: mov [0], cl; loop 1b; mov al, [4]; hlt");

static uint8_t seen[8];
static int count;

static void empty(struct vcpu *v)
{
	struct kvm_coalesced_mmio_ring *ring = (void *)((uint8_t *)v->run + 2 * PAGE);
	uint32_t entries = (PAGE - sizeof *ring) / sizeof ring->coalesced_mmio[0];

	while (ring->first != ring->last) {
		seen[count++] = ring->coalesced_mmio[ring->first].data[0];
		atomic_thread_fence(memory_order_seq_cst);
		ring->first = (ring->first + 1) % entries;
	}
}

int main(void)
{
	struct kvm_coalesced_mmio_zone zone = { .addr = 0x30000, .size = PAGE };
	struct state state;

	MACHINE(writes);
	MUST(vm, KVM_REGISTER_COALESCED_MMIO, &zone);
	struct vcpu *v = vcpu(0);
	until(v, KVM_EXIT_MMIO);
	empty(v);
	serve(v);
	told();
	complete(v);
	empty(v);
	save(v, &state);
	done();
	until(v, KVM_EXIT_HLT);
	return memcmp(seen, "\5\4\3\2\1", 6) != 0;
}
