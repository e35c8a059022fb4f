/*
 * What the clients of the corpus have in common: a VM with memory at 0 to 0x20000, vCPUs in real
 * mode that begin at 0x1000, calls that must succeed, and a driver that says what to do.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 0x1000UL
#define RAM_SIZE 0x20000UL
#define CODE 0x1000
#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A guest in the manuals' notation, as bytes from name to name_end. */
#define GUEST(name, text)                                                                          \
	extern const char name[], name##_end[];                                                    \
	asm(".pushsection .rodata; .code16; .intel_syntax noprefix; " #name ": " text "; " #name   \
	    "_end: .att_syntax prefix; .code64; .popsection")

/* A machine of the guest's code, with these devices in the kernel. */
#define MACHINE(guest, ...) machine(guest, guest##_end - guest, (int[]){ __VA_ARGS__ __VA_OPT__(,) 0 })
#define CHIPS 1 /* the two PICs, the I/O APIC and local APICs */
#define RING 2  /* pages that are written are told in rings of this many */

#define RING_ENTRIES 256

struct vcpu {
	int fd;
	struct kvm_run *run;
	pthread_t thread;
	atomic_int stopping;
};

static int kvm, vm;
static uint8_t *ram;

/* What a call must not fail with. */
static inline int must(int rc, const char *call)
{
	if (rc < 0)
		err(99, "%s", call);
	return rc;
}
#define MUST(fd, request, argument) must(ioctl(fd, request, argument), #request)

static inline void *memory(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		err(99, "mmap");
	return at;
}

/* Creates, changes or, with size 0, deletes a slot. */
static inline int slot(int id, int flags, uint64_t gpa, uint64_t size, void *at)
{
	struct kvm_userspace_memory_region region = {
		.slot = id,
		.flags = flags,
		.guest_phys_addr = gpa,
		.memory_size = size,
		.userspace_addr = (uintptr_t)at,
	};
	return ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region);
}

/* A vCPU that begins at CODE of segment 0. */
static inline struct vcpu *vcpu(int id)
{
	struct vcpu *v = calloc(1, sizeof *v);
	struct kvm_regs regs = { .rip = CODE, .rsp = 0x8000, .rflags = 2 };
	struct kvm_sregs sregs;
	int size = MUST(kvm, KVM_GET_VCPU_MMAP_SIZE, 0);

	v->fd = MUST(vm, KVM_CREATE_VCPU, id);
	v->run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, v->fd, 0);
	if (v->run == MAP_FAILED)
		err(99, "mmap of kvm_run");
	MUST(v->fd, KVM_GET_SREGS, &sregs);
	sregs.cs.base = sregs.cs.selector = 0;
	MUST(v->fd, KVM_SET_SREGS, &sregs);
	MUST(v->fd, KVM_SET_REGS, &regs);
	return v;
}

/* A VM with memory and the guest's code in it. */
static inline void machine(const char *code, size_t length, const int *devices)
{
	kvm = must(open("/dev/kvm", O_RDWR | O_CLOEXEC), "/dev/kvm");
	vm = MUST(kvm, KVM_CREATE_VM, 0);
	ram = memory(RAM_SIZE);
	memcpy(ram + CODE, code, length);
	must(slot(0, 0, 0, RAM_SIZE, ram), "the slot of RAM");
	for (; *devices; devices++)
		if (*devices == CHIPS) {
			MUST(vm, KVM_CREATE_IRQCHIP, 0);
		} else if (*devices == RING) {
			struct kvm_enable_cap ring = { KVM_CAP_DIRTY_LOG_RING, .args = { PAGE } };
			MUST(vm, KVM_ENABLE_CAP, &ring);
		}
}

/* The ring that tells which pages a vCPU has written. */
static inline struct kvm_dirty_gfn *dirty_ring(struct vcpu *v)
{
	void *ring = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, v->fd,
			  KVM_DIRTY_LOG_PAGE_OFFSET * PAGE);

	if (ring == MAP_FAILED)
		err(99, "mmap of the dirty ring");
	return ring;
}

/* KVM_RUN: 0, or the number of the error. */
static inline int enter(struct vcpu *v)
{
	return ioctl(v->fd, KVM_RUN, 0) ? errno : 0;
}

/* KVM_RUN, and the exit reason that it must have. */
static inline void until(struct vcpu *v, uint32_t reason)
{
	int error = enter(v);

	if (error || v->run->exit_reason != reason)
		errx(98, "exit %u, %s, and not %u", v->run->exit_reason, strerror(error), reason);
}

/* What the devices of a machine answer: each read gives the next number. */
static inline void serve(struct vcpu *v)
{
	static _Thread_local uint64_t next = 0x1111111111111111;
	struct kvm_run *run = v->run;

	if (run->exit_reason == KVM_EXIT_IO && run->io.direction == KVM_EXIT_IO_IN)
		memcpy((char *)run + run->io.data_offset, &next, run->io.size);
	else if (run->exit_reason == KVM_EXIT_MMIO && !run->mmio.is_write)
		memcpy(run->mmio.data, &next, run->mmio.len);
	else
		return;
	next += 0x0101010101010101;
}

/* Finishes what the last exit left, without running on. */
static inline void complete(struct vcpu *v)
{
	v->run->immediate_exit = 1;
	while (enter(v) == 0)
		serve(v);
	v->run->immediate_exit = 0;
	if (errno != EINTR)
		err(98, "completion");
}

/* The state of a vCPU. */
struct state {
	struct kvm_regs regs;
	struct kvm_sregs sregs;
	struct kvm_fpu fpu;
	struct kvm_vcpu_events events;
	struct kvm_debugregs debugregs;
	struct {
		struct kvm_msrs head;
		struct kvm_msr_entry entries[3];
	} msrs;
};

static inline void save(struct vcpu *v, struct state *s)
{
	s->msrs.head.nmsrs = LENGTH(s->msrs.entries);
	for (uint32_t i = 0; i < s->msrs.head.nmsrs; i++)
		s->msrs.entries[i].index = 0x174 + i; /* IA32_SYSENTER_CS, ESP and EIP */
	MUST(v->fd, KVM_GET_REGS, &s->regs);
	MUST(v->fd, KVM_GET_SREGS, &s->sregs);
	MUST(v->fd, KVM_GET_FPU, &s->fpu);
	MUST(v->fd, KVM_GET_VCPU_EVENTS, &s->events);
	MUST(v->fd, KVM_GET_DEBUGREGS, &s->debugregs);
	if (MUST(v->fd, KVM_GET_MSRS, &s->msrs) != LENGTH(s->msrs.entries))
		errx(98, "KVM_GET_MSRS");
}

static inline void load(struct vcpu *v, struct state *s)
{
	MUST(v->fd, KVM_SET_SREGS, &s->sregs);
	if (MUST(v->fd, KVM_SET_MSRS, &s->msrs) != LENGTH(s->msrs.entries))
		errx(98, "KVM_SET_MSRS");
	MUST(v->fd, KVM_SET_FPU, &s->fpu);
	MUST(v->fd, KVM_SET_VCPU_EVENTS, &s->events);
	MUST(v->fd, KVM_SET_DEBUGREGS, &s->debugregs);
	MUST(v->fd, KVM_SET_REGS, &s->regs);
}

/* A signal that only ends KVM_RUN, and its handler. */
static inline void nothing(int signo)
{
	(void)signo;
}

static inline void kicks(void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigaction(SIGUSR1, &action, NULL);
}

/* A thread of its own that does something with a vCPU. */
static inline void thread(struct vcpu *v, void *(*what)(void *))
{
	if (pthread_create(&v->thread, NULL, what, v))
		errx(99, "pthread_create");
}

/* Runs a vCPU until it is stopped, or halts. */
static inline void *runs(void *argument)
{
	struct vcpu *v = argument;

	while (!v->stopping) {
		if (enter(v))
			continue;
		if (v->run->exit_reason == KVM_EXIT_HLT)
			break;
		serve(v);
	}
	complete(v);
	return NULL;
}

static inline void start(struct vcpu *v)
{
	v->stopping = 0;
	thread(v, runs);
}

/* Stops a vCPU wherever it is: in KVM_RUN, or just before. */
static inline void stop(struct vcpu *v)
{
	v->stopping = 1;
	v->run->immediate_exit = 1;
	pthread_kill(v->thread, SIGUSR1);
	pthread_join(v->thread, NULL);
	v->run->immediate_exit = 0;
}

/* Waits until the guest has written something else than 0 there. */
static inline void written(uint64_t gpa)
{
	while (!*(volatile uint8_t *)(ram + gpa))
		usleep(1000);
}

/* Waits until the guest has gone round some times that it counts there. */
static inline void goes_round(uint64_t gpa)
{
	for (int i = 0; i < 5; i++) {
		uint8_t was = ram[gpa];

		while (*(volatile uint8_t *)(ram + gpa) == was)
			usleep(1000);
	}
}

static inline void milliseconds(int count)
{
	usleep(count * 1000);
}

/* So long nobody waits who is not lost. */
#define HANG 5100

/* A guest that writes to a port and halts; an interrupt makes it write once more. */
GUEST(sleeps, "mov word ptr [0x80], offset 2f - sleeps + 0x1000; mov word ptr [0x82], 0;"
	      "out 0x11, al; inc byte ptr [0x2000]; sti; 1: hlt; jmp 1b; 2: out 0x10, al; iret");

static inline struct vcpu *sleeper(void)
{
	struct kvm_lapic_state apic;

	MACHINE(sleeps, CHIPS);
	struct vcpu *v = vcpu(0);
	MUST(v->fd, KVM_GET_LAPIC, &apic);
	apic.regs[0xf1] |= 1; /* enabled by software */
	MUST(v->fd, KVM_SET_LAPIC, &apic);
	return v;
}

static inline void wake(void)
{
	struct kvm_msi message = { .address_lo = 0xfee00000, .data = 0x20 };

	MUST(vm, KVM_SIGNAL_MSI, &message);
}

/* On the clock of nobody else. */
static inline long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static inline long microseconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/*
 * Calls KVM_RUN in a loop until it is one that nobody can doubt: a call that took a millisecond may
 * have waited.
 */
static inline void busy_loop(struct vcpu *v)
{
	long last = microseconds();

	for (int row = 0, i = 0; row < 1500 && i < 200000; i++) {
		enter(v);
		long next = microseconds();
		row = next - last < 1000 ? row + 1 : row > 40 ? row - 40 : 0;
		last = next;
	}
}

/* Milliseconds: what is further apart is no single change of the memory map. */
#define ONE_CHANGE 40

/* The driver: what it tells next, NULL at the end, and the answer that it is done. */
static inline int driven(void)
{
	static int driver = -1;
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = "driver" };

	if (driver < 0) {
		driver = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
		must(connect(driver, (struct sockaddr *)&at, sizeof at), "the driver");
	}
	return driver;
}

static inline const char *told(void)
{
	static char word[32];
	size_t length = 0;

	while (length < sizeof word - 1 && read(driven(), word + length, 1) == 1
	       && word[length] != '\n')
		length++;
	word[length] = 0;
	return length ? word : NULL;
}

static inline int is(const char *word, const char *other)
{
	return !strcmp(word, other);
}

static inline void done(void)
{
	must(write(driven(), "done\n", 5), "the driver");
}
