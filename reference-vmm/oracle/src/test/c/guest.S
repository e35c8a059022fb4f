/* Compiled guest on the bench: output by REP OUTSB to the debug port, the end by HLT. */
  .globl _start, put
  .section .text.start, "ax"
#ifdef __x86_64__
_start:
  fninit
  call program
  hlt
put:
  movq %rsi, %rcx
  movq %rdi, %rsi
  movl $0xe9, %edx
  rep outsb
  ret
#else
#ifdef REAL_MODE
  .code16gcc
#define OUTPUT addr32 rep outsb
#else
#define OUTPUT rep outsb
#endif
_start:
  fninit
  call program
  hlt
put:
  pushl %esi
  movl 8(%esp), %esi
  movl 12(%esp), %ecx
  movl $0xe9, %edx
  OUTPUT
  popl %esi
  ret
#endif
  .section .note.GNU-stack, "", @progbits
