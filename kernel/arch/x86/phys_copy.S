/*
 * phys_copy.S: the trapped copy, and the trapped fill.
 *
 *	lin_t phys_copy(lin_t src, lin_t dst, uint32_t bytes)
 *	lin_t phys_copy_down(lin_t src, lin_t dst, uint32_t bytes)
 *	lin_t phys_memset(lin_t dst, uint32_t pattern, uint32_t bytes)
 *
 * All work on linear addresses, through ES, which is the flat segment all the
 * time (entry.S), and without asking whether memory is there. If it is not, the
 * page-fault handler continues at phys_copy_fault (phys_memset_fault) with the
 * faulting address in EAX, which so becomes the result. 0 means done: address 0
 * is always there.
 *
 * phys_copy moves whole words, the first one first, then the 1 to 3 bytes
 * behind them. phys_copy_down is the same backwards: those bytes, the last one
 * first, then the words, the last one first. It is what a copy to a higher
 * address needs where the ranges overlap. Both have one fault exit, so all of
 * phys_copy_down must lie between phys_copy and phys_copy_fault.
 *
 * pattern is the byte, four times.
 */
	.text
	.globl phys_copy, phys_copy_down, phys_copy_fault
phys_copy:
	pushl %esi
	pushl %edi
	movl %eax, %esi
	movl %edx, %edi
	movl %ecx, %edx
	shrl $2, %ecx
	rep movsl %es:(%esi), %es:(%edi)
	andl $3, %edx
	jz 1f
	movl %edx, %ecx
	rep movsb %es:(%esi), %es:(%edi)
1:	xorl %eax, %eax
	popl %edi
	popl %esi
	ret

phys_copy_down:
	pushl %esi
	pushl %edi
	leal -1(%eax,%ecx), %esi
	leal -1(%edx,%ecx), %edi
	movl %ecx, %edx
	andl $3, %ecx
	std
	rep movsb %es:(%esi), %es:(%edi)
	subl $3, %esi /* from a word's last byte to its first */
	subl $3, %edi
	movl %edx, %ecx
	shrl $2, %ecx
	rep movsl %es:(%esi), %es:(%edi)
	xorl %eax, %eax
phys_copy_fault:
	cld
	popl %edi
	popl %esi
	ret

	.globl phys_memset, phys_memset_fault
phys_memset:
	pushl %edi
	movl %eax, %edi
	movl %edx, %eax
	movl %ecx, %edx
	shrl $2, %ecx
	rep stosl
	andl $3, %edx
	jz 1f
	movl %edx, %ecx
	rep stosb
1:	xorl %eax, %eax
phys_memset_fault:
	popl %edi
	ret

	.section .note.GNU-stack, "", @progbits
