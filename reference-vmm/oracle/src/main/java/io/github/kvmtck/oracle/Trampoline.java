package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.asm.Program;
import io.github.kvmtck.x86.cpu.Flags;
import java.util.List;

/**
 * The native code around the cases: it loads the state of a case, jumps into its slot, and stores
 * the state that the case ends in. A fault arrives in {@code handler}, which runs on an alternate
 * stack because RSP is anything, notes what the kernel tells of the fault and goes on at the end of
 * the case. Faults of other threads, and of this one outside a case, go to the JVM's own handler.
 */
final class Trampoline {
  static final int ACTIVE = 0;
  static final int CURRENT = 8;
  static final int LEFT = 16;
  static final int OLD_HANDLERS = 0x80;
  private static final int CODE = 24;
  private static final int STACK = 32;
  private static final int SAFE_MXCSR = 40;
  private static final int CODE_SEGMENT = CODE + 4;
  private static final int CASE_STACK_SEGMENT = 48;
  private static final int STACK_SEGMENT = 50;
  private static final int SS = 2;
  private static final int DS = 3;

  private static final List<String> REGISTERS =
      List.of(
          "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
          "r13", "r14", "r15");

  private static final List<String> SAVED = List.of("rbx", "rbp", "r12", "r13", "r14", "r15");

  private final Places places;
  private final Width width;

  Trampoline(Places places, Width width) {
    this.places = places;
    this.width = width;
  }

  /** Labels: {@code start}, {@code end}, {@code landed}, {@code handler}. */
  Program assemble() {
    return Assembler.assemble(enter() + loop() + end() + leave() + handler(), places.code(), 64);
  }

  private String control(int offset) {
    return absolute(places.control(offset));
  }

  private static String absolute(long address) {
    return "[0x%x]".formatted(address);
  }

  private static String hex(long value) {
    return "0x%x".formatted(value);
  }

  private String enter() {
    StringBuilder text = new StringBuilder("start:\n");
    SAVED.forEach(register -> text.append("push ").append(register).append('\n'));
    text.append("mov qword ptr %s, rsp\n".formatted(control(STACK)));
    text.append("stmxcsr dword ptr %s\n".formatted(control(SAFE_MXCSR)));
    text.append("mov word ptr %s, ss\n".formatted(control(STACK_SEGMENT)));
    store(text, CASE_STACK_SEGMENT, width.dataSelector());
    if (width != Width.LONG) {
      text.append(loadSegment(DS, CASE_STACK_SEGMENT)).append(loadSegment(0, CASE_STACK_SEGMENT));
    }
    return text.toString();
  }

  private String loop() {
    StringBuilder text = new StringBuilder("next:\ncld\n");
    text.append("mov rsi, qword ptr %s\n".formatted(control(CURRENT)));
    text.append(
        "mov edi, %s\nmov ecx, %d\nrep movsq\n".formatted(hex(places.in()), Case.STATE / 8));
    windows(text, "edi");
    text.append("mov qword ptr %s, -1\n".formatted(absolute(places.out() + Case.VECTOR)));
    text.append("mov qword ptr %s, 0\n".formatted(absolute(places.out() + Case.JUMPED)));
    text.append("mov rax, qword ptr %s\n".formatted(absolute(places.in() + Case.CODE)));
    text.append("mov qword ptr %s, rax\n".formatted(control(CODE)));
    text.append(fx(1, places.in() + Case.FX));
    text.append("mov esp, %s\n".formatted(hex(places.scratch())));
    text.append("push qword ptr %s\n".formatted(absolute(places.in() + Case.FLAGS)));
    text.append("popfq\n");
    for (int i = 0; i < 16; i++) {
      String from = absolute(places.in() + 8L * i);
      text.append("mov %s, qword ptr %s\n".formatted(REGISTERS.get(i), from));
    }
    text.append("mov dword ptr %s, 1\n".formatted(control(ACTIVE)));
    if (width == Width.LONG) {
      return text.append("jmp qword ptr %s\n".formatted(control(CODE))).toString();
    }
    store(text, CODE_SEGMENT, width.codeSelector());
    text.append(loadSegment(SS, CASE_STACK_SEGMENT));
    // JMP m16:32
    text.append("db 0xff, 0x2c, 0x25\ndd 0x%x\n".formatted(places.control(CODE)));
    return text.toString();
  }

  /** Copies the memory of a case: {@code register} is what points at it. */
  private void windows(StringBuilder text, String register) {
    window(text, register, places.dataWindow(), Places.DATA_WINDOW);
    window(text, register, places.stackWindow(), Places.STACK_WINDOW);
  }

  private static void window(StringBuilder text, String register, long address, int size) {
    text.append("mov %s, %s\n".formatted(register, hex(address)));
    text.append("mov ecx, %d\nrep movsq\n".formatted(size / 8));
  }

  private void store(StringBuilder text, int offset, int value) {
    text.append("mov word ptr %s, 0x%x\n".formatted(control(offset), value));
  }

  /** MOV Sreg, [absolute]. */
  private String loadSegment(int register, int offset) {
    int modrm = register << 3 | 4;
    return "db 0x8e, 0x%02x, 0x25\ndd 0x%x\n".formatted(modrm, places.control(offset));
  }

  private String end() {
    StringBuilder text = new StringBuilder();
    text.append("landed:\n");
    text.append("mov dword ptr %s, 1\n".formatted(absolute(places.out() + Case.JUMPED)));
    text.append("end:\n");
    for (int i = 0; i < 16; i++) {
      String to = absolute(places.out() + 8L * i);
      text.append("mov qword ptr %s, %s\n".formatted(to, REGISTERS.get(i)));
    }
    text.append("mov dword ptr %s, 0\n".formatted(control(ACTIVE)));
    if (width != Width.LONG) {
      text.append(loadSegment(SS, STACK_SEGMENT));
    }
    text.append("mov esp, %s\n".formatted(hex(places.scratch())));
    text.append("pushfq\n");
    text.append("pop qword ptr %s\n".formatted(absolute(places.out() + Case.FLAGS)));
    // AC, DF and NT of the case are not for what follows.
    text.append("push 2\npopfq\n");
    text.append(fx(0, places.out() + Case.FX));
    // Only this tells of the last x87 instruction where no exception waits.
    text.append("fnstenv %s\n".formatted(absolute(places.out() + Case.ENVIRONMENT)));
    text.append("fninit\n");
    text.append("ldmxcsr dword ptr %s\n".formatted(control(SAFE_MXCSR)));
    return text.toString();
  }

  private String leave() {
    StringBuilder text = new StringBuilder();
    text.append("mov rdi, qword ptr %s\n".formatted(control(CURRENT)));
    text.append("add rdi, %d\n".formatted(Case.HALF));
    text.append(
        "mov esi, %s\nmov ecx, %d\nrep movsq\n".formatted(hex(places.out()), Case.STATE / 8));
    windows(text, "esi");
    text.append("add qword ptr %s, %d\n".formatted(control(CURRENT), Case.SIZE));
    text.append("dec qword ptr %s\n".formatted(control(LEFT)));
    text.append("jnz next\n");
    text.append("mov rsp, qword ptr %s\n".formatted(control(STACK)));
    if (width != Width.LONG) {
      // Selectors of the local descriptor table are for nobody else; a process has none here.
      text.append("xor eax, eax\nmov ds, ax\nmov es, ax\n");
    }
    SAVED.reversed().forEach(register -> text.append("pop ").append(register).append('\n'));
    return text.append("ret\n").toString();
  }

  /** FXSAVE (/0) or FXRSTOR (/1) of absolute memory. */
  private static String fx(int digit, long address) {
    return "db 0x0f, 0xae, 0x%02x, 0x25\ndd 0x%x\n".formatted(digit << 3 | 4, address);
  }

  /**
   * handler(signal, siginfo, ucontext). Offsets are those of struct ucontext: RIP 168, EFLAGS 176,
   * CS 184, SS 190, ERR 192, TRAPNO 200, CR2 216.
   */
  private String handler() {
    StringBuilder text = new StringBuilder("handler:\n");
    text.append("cmp dword ptr %s, 0\nje other\n".formatted(control(ACTIVE)));
    text.append("mov rax, rsp\nsub rax, %s\n".formatted(hex(places.alternateStack())));
    text.append("cmp rax, %d\njae other\n".formatted(Places.ALTERNATE_STACK_SIZE));
    note(text, 200, Case.VECTOR);
    note(text, 192, Case.ERROR);
    note(text, 168, Case.RIP);
    note(text, 216, Case.CR2);
    note(text, 176, Case.SAVED_FLAGS);
    // What a case may have left in AC and TF would fault again.
    text.append("and dword ptr [rdx+176], 0x%x\n".formatted(~(Flags.AC | Flags.TF)));
    text.append("mov word ptr [rdx+184], 0x33\n");
    text.append("mov ax, word ptr %s\n".formatted(control(STACK_SEGMENT)));
    text.append("mov word ptr [rdx+190], ax\n");
    text.append("mov rax, end\nmov qword ptr [rdx+168], rax\nret\n");
    text.append("other:\nmov eax, edi\n");
    text.append("jmp qword ptr [rax*8+0x%x]\n".formatted(places.control(OLD_HANDLERS)));
    return text.toString();
  }

  private void note(StringBuilder text, int from, int to) {
    text.append("mov rax, qword ptr [rdx+%d]\n".formatted(from));
    text.append("mov qword ptr %s, rax\n".formatted(absolute(places.out() + to)));
  }
}
