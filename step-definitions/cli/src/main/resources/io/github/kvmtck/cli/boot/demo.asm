; A guest for `kvm-tck boot --demo`: 16-bit code at 0x7c00 that talks through the serial port.
; It prints the primes below 100, then echoes what is typed. A full stop ends it.

start:  mov  si, hello
        call print
        mov  bx, 2
number: mov  cx, 2              ; BX is prime unless a CX from 2 on divides it
divide: cmp  cx, bx
        je   prime
        mov  ax, bx
        xor  dx, dx
        div  cx
        test dx, dx
        jz   next
        inc  cx
        jmp  divide
prime:  mov  ax, bx
        call decimal
next:   inc  bx
        cmp  bx, 100
        jb   number
        mov  si, prompt
        call print

echo:   mov  dx, 0x3fd          ; the line status register: bit 0, a byte has come
        in   al, dx
        test al, 1
        jz   idle
        mov  dx, 0x3f8
        in   al, dx
        out  dx, al
        cmp  al, '.'
        jne  echo
        mov  si, bye
        call print
        mov  al, 0              ; the exit code
        out  0xf4, al
idle:   mov  cx, 2000           ; not every loop asks: an exit for each is dear
spin:   loop spin
        jmp  echo

print:  lodsb                   ; SI: text, up to a zero byte
        test al, al
        jz   done
        mov  dx, 0x3f8
        out  dx, al
        jmp  print
done:   ret

decimal:                        ; AX below 100, and a space
        mov  cl, 10
        div  cl                 ; AL tens, AH units
        mov  cx, ax
        mov  dx, 0x3f8
        test cl, cl
        jz   units
        mov  al, cl
        add  al, '0'
        out  dx, al
units:  mov  al, ch
        add  al, '0'
        out  dx, al
        mov  al, ' '
        out  dx, al
        ret

hello:  db   'A guest runs. Its primes: ', 0
prompt: db   10, 'Type something; a full stop ends it.', 10, 0
bye:    db   10, 'Good bye.', 10, 0
