/*
 * Counts who holds its vCPUs: two pauses and a snapshot may be in force at once, and the vCPUs run
 * when the last of them ends.
 *
 * driven: pause pause snapshot resume change resume pause resume
 */
#include "../vmm.h"

GUEST(writes, "1: out 0x10, al; jmp 1b");

static struct vcpu *all[2];
static int holds;

static void hold(void)
{
	if (holds++ == 0)
		for (size_t i = 0; i < LENGTH(all); i++)
			stop(all[i]);
}

static void let_go(void)
{
	if (--holds == 0)
		for (size_t i = 0; i < LENGTH(all); i++)
			start(all[i]);
}

int main(void)
{
	const char *word;
	struct state state;
	uint8_t *data = memory(PAGE);

	kicks(nothing);
	MACHINE(writes);
	for (size_t i = 0; i < LENGTH(all); i++)
		start(all[i] = vcpu(i));
	while ((word = told())) {
		if (is(word, "pause")) {
			hold();
		} else if (is(word, "resume")) {
			let_go();
		} else {
			hold();
			if (is(word, "snapshot"))
				for (size_t i = 0; i < LENGTH(all); i++)
					save(all[i], &state);
			else
				must(slot(1, 0, RAM_SIZE, PAGE, data), "slot 1");
			let_go();
		}
		done();
		milliseconds(2);
	}
	return 0;
}
