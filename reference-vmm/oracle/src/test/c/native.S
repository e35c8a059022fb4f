/* The same program as a Linux process: output by write(2), the end by exit(2). */
  .globl _start, put
  .section .text.start, "ax"
#ifdef __x86_64__
_start:
  call program
  xorl %edi, %edi
  movl $60, %eax
  syscall
put:
  movq %rsi, %rdx
  movq %rdi, %rsi
  movl $1, %edi
  movl $1, %eax
  syscall
  ret
#else
_start:
  call program
  xorl %ebx, %ebx
  movl $1, %eax
  int $0x80
put:
  pushl %ebx
  movl 8(%esp), %ecx
  movl 12(%esp), %edx
  movl $1, %ebx
  movl $4, %eax
  int $0x80
  popl %ebx
  ret
#endif
  .section .note.GNU-stack, "", @progbits
