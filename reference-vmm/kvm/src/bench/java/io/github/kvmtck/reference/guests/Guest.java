package io.github.kvmtck.reference.guests;

/**
 * What the guests do, in 64-bit mode with paging: {@code setup} once, {@code round} again and
 * again. A round returns a sum in RAX that depends on all that it did, so that emulators can be
 * seen to do the same. It may use every register.
 */
enum Guest {
  /** Shifts, logic, an address, a multiplication: nothing touches memory. */
  INTEGER(
      "integer loop",
      22_000_003,
      """
      setup:  ret
      round:  mov ecx, 2000000
              mov rax, 1
              mov rdx, 0x9e3779b97f4a7c15
      next:   mov rbx, rax
              shl rbx, 13
              xor rax, rbx
              mov rbx, rax
              shr rbx, 7
              xor rax, rbx
              lea rsi, [rax+rcx*4+1]
              imul rsi, rdx
              add rax, rsi
              dec rcx
              jnz next
              ret
      """),

  /** 64 KiB, quadword by quadword, a hundred times. */
  COPY(
      "memory copy",
      4_915_805,
      """
      setup:  mov rdi, 0x40000
              mov ecx, 8192
      fill:   mov [rdi], rcx
              add rdi, 8
              dec ecx
              jnz fill
              ret
      round:  mov r8d, 100
      pass:   mov rsi, 0x40000
              mov rdi, 0x60000
              mov ecx, 8192
      next:   mov rax, [rsi]
              mov [rdi], rax
              add rsi, 8
              add rdi, 8
              dec ecx
              jnz next
              inc qword ptr [0x40000]
              dec r8d
              jnz pass
              mov rax, [0x60000]
              ret
      """),

  /** Quicksort of 16,384 numbers, four times: branches that nothing foresees, calls, the stack. */
  SORT(
      "branchy sort",
      8_000_000,
      """
      setup:  mov r9, 1
              mov r10, 6364136223846793005
              ret
      round:  mov r8d, 4
      pass:   mov rdi, 0x40000
              mov ecx, 16384
      fill:   imul r9, r10
              inc r9
              mov rax, r9
              shr rax, 33
              mov [rdi], eax
              add rdi, 4
              dec ecx
              jnz fill
              mov rsi, 0x40000
              sub rdi, 4
              call sort
              dec r8d
              jnz pass
              mov rsi, 0x40000
              mov ecx, 16384
              xor eax, eax
      sum:    rol rax, 5
              mov edx, [rsi]
              add rax, rdx
              add rsi, 4
              dec ecx
              jnz sum
              ret
      sort:   cmp rsi, rdi
              jae sorted
              mov rbx, rsi
              mov rdx, rdi
              lea rax, [rsi+rdi]
              shr rax, 1
              and rax, -4
              mov eax, [rax]
      up:     cmp [rbx], eax
              jae down
              add rbx, 4
              jmp up
      down:   cmp [rdx], eax
              jbe swap
              sub rdx, 4
              jmp down
      swap:   cmp rbx, rdx
              ja split
              mov r12d, [rbx]
              mov r13d, [rdx]
              mov [rbx], r13d
              mov [rdx], r12d
              add rbx, 4
              sub rdx, 4
              cmp rbx, rdx
              jbe up
      split:  push rdi
              push rbx
              mov rdi, rdx
              call sort
              pop rsi
              pop rdi
              jmp sort
      sorted: ret
      """),

  /** A software interrupt and its return, with the least around them. */
  INTERRUPT(
      "interrupts",
      1_000_003,
      """
      setup:  lea rax, [rip+handler]
              mov [0x30800], ax
              mov word ptr [0x30802], 8
              mov word ptr [0x30804], 0x8e00
              shr rax, 16
              mov [0x30806], ax
              mov dword ptr [0x30808], 0
              lidt [rip+idtr]
              xor ebx, ebx
              ret
      handler:add rax, rcx
              iretq
              align 8
      idtr:   dw 0xfff
              dq 0x30000
      round:  mov ecx, 200000
              xor eax, eax
      next:   int 0x80
              dec ecx
              jnz next
              ret
      """),

  /** A write to a port that nothing listens to. */
  PORT(
      "port writes",
      800_003,
      """
      setup:  ret
      round:  mov ecx, 200000
              xor eax, eax
      next:   out 0x80, al
              add rax, rcx
              dec ecx
              jnz next
              ret
      """);

  private final String words;
  private final long instructions;
  private final String source;

  Guest(String words, long instructions, String source) {
    this.words = words;
    this.instructions = instructions;
    this.source = source;
  }

  String words() {
    return words;
  }

  /** What a round executes, from its first instruction to its RET; of the sort, about. */
  long instructions() {
    return instructions;
  }

  String source() {
    return source;
  }
}
