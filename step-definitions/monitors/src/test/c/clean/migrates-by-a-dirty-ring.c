/*
 * Migrates by a dirty ring: harvests in order, resets, then copies, and does all of it once more
 * after the vCPU has stopped.
 *
 * driven: migrate
 */
#include "../vmm.h"

GUEST(writes, "mov ax, 0x1000; mov ds, ax; mov cx, 1;"
	      "1: mov bx, cx; shl bx, 12; inc word ptr [bx]; inc cx; and cx, 15;"
	      "mov dx, 50; 2: dec dx; jnz 2b; jmp 1b");

static uint8_t *copy;
static struct kvm_dirty_gfn *ring;
static uint32_t next;
static atomic_int resets;

static void *waits_for_room(void *argument)
{
	struct vcpu *v = argument;

	while (!v->stopping) {
		if (enter(v) || v->run->exit_reason != KVM_EXIT_DIRTY_RING_FULL)
			continue;
		for (int seen = resets; resets == seen && !v->stopping;)
			milliseconds(1);
	}
	complete(v);
	return NULL;
}

static void copy_written(void)
{
	uint64_t pages[RING_ENTRIES];
	size_t count = 0;

	for (; count < RING_ENTRIES && ring[next].flags & KVM_DIRTY_GFN_F_DIRTY; count++) {
		pages[count] = ring[next].offset;
		atomic_thread_fence(memory_order_seq_cst);
		ring[next].flags |= KVM_DIRTY_GFN_F_RESET;
		next = (next + 1) % RING_ENTRIES;
	}
	MUST(vm, KVM_RESET_DIRTY_RINGS, 0);
	resets++;
	while (count-- > 0)
		memcpy(copy + pages[count] * PAGE, ram + pages[count] * PAGE, PAGE);
}

int main(void)
{
	struct state state;

	kicks(nothing);
	MACHINE(writes, RING);
	struct vcpu *v = vcpu(0);
	copy = memory(RAM_SIZE);
	ring = dirty_ring(v);
	thread(v, waits_for_room);
	told();
	must(slot(0, KVM_MEM_LOG_DIRTY_PAGES, 0, RAM_SIZE, ram), "the log");
	memcpy(copy, ram, RAM_SIZE);
	for (int round = 0; round < 3; round++) {
		milliseconds(2);
		copy_written();
	}
	stop(v);
	copy_written();
	save(v, &state);
	done();
	return memcmp(copy, ram, RAM_SIZE) != 0;
}
